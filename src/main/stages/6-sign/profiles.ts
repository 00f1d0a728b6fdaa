/** What each visible stamp says and in which corner of the first page: text only, no seal image. */
import { z } from 'zod';
import { fail, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import { practiceCaName } from '../../../exchange/pades/practice.ts';

/**
 * ARCHIVE_TT05: agency, Circular 05/2025/TT-BNV art. 8 · TTHC_SCAN: the person who scanned, Circular 01/2023/TT-VPCP art. 8 ·
 * SAO_Y_ND30, ANNEX_ND30: certified copy and separate annex, Decree 30/2020/NĐ-CP art. 25 and Annex I.
 */
export const StampProfile = z.enum(['ARCHIVE_TT05', 'TTHC_SCAN', 'SAO_Y_ND30', 'ANNEX_ND30']);
export type StampProfile = z.infer<typeof StampProfile>;

export type Corner = 'top-right' | 'top-left';

export interface StampFacts {
  readonly agencyName: string;
  /** Common name of the certificate. */
  readonly signerName: string;
  /** Number and notation of the main document an annex belongs to. */
  readonly notation: string;
  readonly at: Date;
  /** Decided by the certificate, never by a caller. */
  readonly practice: boolean;
}

interface ProfileRule {
  readonly corner: Corner;
  readonly needs: 'agencyName' | 'signerName' | 'notation';
  lines(facts: StampFacts): string[];
}

const rules: Readonly<Record<StampProfile, ProfileRule>> = {
  ARCHIVE_TT05: { corner: 'top-right', needs: 'agencyName', lines: (facts) => [facts.agencyName] },
  TTHC_SCAN: { corner: 'top-left', needs: 'signerName', lines: (facts) => [`Người sao chụp: ${facts.signerName}`] },
  SAO_Y_ND30: { corner: 'top-right', needs: 'agencyName', lines: (facts) => ['Sao y', facts.agencyName] },
  ANNEX_ND30: { corner: 'top-right', needs: 'notation', lines: (facts) => [`Kèm theo văn bản số ${facts.notation}`] },
};

/** Paragraphs of the stamp, top down; the time comes last. Errors: SIGN_STAMP_INCOMPLETE. */
export function stampText(profile: StampProfile, facts: StampFacts): Result<{ corner: Corner; paragraphs: string[] }> {
  const rule = rules[profile];
  if (facts[rule.needs].trim() === '') return fail('SIGN_STAMP_INCOMPLETE', { profile, missing: rule.needs });
  const mark = facts.practice ? [practiceCaName] : [];
  const paragraphs = [...mark, ...rule.lines(facts), `Thời gian ký: ${vietnamTime(facts.at)}`];
  return ok({
    corner: rule.corner,
    paragraphs: paragraphs.map((text) =>
      text
        .normalize('NFC')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim(),
    ),
  });
}

/** ISO 8601 to the second on a clock in Vietnam. */
export function vietnamTime(date: Date): string {
  return `${new Date(date.getTime() + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`;
}
