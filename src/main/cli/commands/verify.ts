/** verify: is this PDF, or this package, what it says it is? */
import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { documentInspector } from '../../../exchange/sip/document-check.ts';
import { verifyPdfSignatures, type SignatureReport } from '../../../exchange/pades/verify.ts';
import { inspectPdf } from '../../../exchange/pdf/inspect.ts';
import { describeProblem } from '../../../exchange/sip/problems.ts';
import { validatePackage } from '../../../exchange/sip/validate.ts';
import { bytesOf, must, Refusal, unreadable } from '../station.ts';
import type { Terminal } from '../terminal.ts';
import type { Register } from '../define.ts';

export const registerVerify: Register = (define) => {
  define<{ trust: string[] }>(
    'verify <path>',
    'check the signatures of a PDF, or a whole package',
    (command) =>
      command.option('--trust <pem>', 'trust anchor; may be repeated', (value: string, all: string[]) => [...all, value], []),
    async ({ options, args, out }) => {
      const path = args[0]!;
      const trust = trustFrom(options.trust, options.data);
      const kind = await kindOfFile(path);
      if (kind === 'pdf') await verifyPdf(path, trust, out);
      else if (kind === 'package') await verifyPackage(path, trust, out);
      else throw new Refusal({ code: 'NOT_VERIFIABLE', data: { name: path } });
    },
  );
};

/** What was given, and the practice CA of the station in --data when it has one. */
function trustFrom(given: readonly string[], data: string): string[] {
  const own = join(data, 'practice-identity', 'practice-ca.pem');
  return [...given, ...(existsSync(own) ? [own] : [])].map((path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      throw unreadable(path, error);
    }
  });
}

async function kindOfFile(path: string): Promise<'pdf' | 'package' | null> {
  try {
    const file = await open(path);
    try {
      const head = Buffer.alloc(1024);
      const { bytesRead } = await file.read(head);
      const start = head.subarray(0, bytesRead);
      // A PDF's header may stand behind up to 1024 bytes of something else (ISO 32000-1, Annex H).
      return start.includes('%PDF-') ? 'pdf' : start.subarray(0, 2).toString('latin1') === 'PK' ? 'package' : null;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function verifyPdf(path: string, trust: readonly string[], out: Terminal): Promise<void> {
  const bytes = await bytesOf(path);
  const facts = must(await inspectPdf(bytes));
  const signatures = must(await verifyPdfSignatures(bytes, { trust }));
  const problems = signatures.flatMap((signature) =>
    signature.problems.map((code) => ({
      code,
      field: signature.field,
      message: out.explain({ code, data: { field: signature.field } }),
    })),
  );
  // Without a trust anchor only integrity can be judged; whose it is stays open and is shown as not trusted.
  const sound = (signature: SignatureReport) =>
    signature.valid && signature.changesAfter !== 'other' && (trust.length === 0 || signature.trusted);
  const ok = signatures.length > 0 && signatures.every(sound);
  if (!ok) process.exitCode = 4;
  out.answer(
    {
      ok,
      kind: 'pdf',
      signatures,
      pages: facts.pages,
      pdfa: facts.pdfa === null ? null : `${facts.pdfa.part}${facts.pdfa.conformance.toLowerCase()}`,
      problems:
        signatures.length === 0
          ? [
              {
                code: 'NOT_SIGNED',
                field: null,
                message: out.say('Văn bản không có chữ ký số.', 'The document carries no signature.'),
              },
            ]
          : problems,
    },
    signatures.length === 0
      ? [out.say('Văn bản không có chữ ký số.', 'The document carries no signature.')]
      : [...signatures.map((signature) => verdict(signature, out)), ...problems.map(({ message }) => `  ${message}`)],
  );
}

function verdict(signature: SignatureReport, out: Terminal): string {
  const { signer, signedAt, valid, trusted, practice } = signature;
  const who = `${signer}${signedAt === null ? '' : `, ${signedAt}`}`;
  if (!valid) return out.say(`KHÔNG HỢP LỆ: ${who}`, `NOT VALID: ${who}`);
  if (practice)
    return out.say(`Chữ ký LUYỆN TẬP, không có giá trị pháp lý: ${who}`, `PRACTICE signature, without legal value: ${who}`);
  return trusted
    ? out.say(`Hợp lệ, tin cậy: ${who}`, `Valid and trusted: ${who}`)
    : out.say(`Nguyên vẹn, chưa rõ người ký có đáng tin không: ${who}`, `Intact, signer not trusted: ${who}`);
}

async function verifyPackage(path: string, trust: string[], out: Terminal): Promise<void> {
  const report = must(await validatePackage(path, { inspectDocument: documentInspector({ trust }) }));
  if (!report.ok) process.exitCode = 4;
  const problems = report.problems.map((problem) => ({ ...problem, message: describeProblem(problem, out.lang) }));
  out.answer(
    {
      ok: report.ok,
      kind: 'package',
      objid: report.objid,
      fileCode: report.fileCode,
      documents: report.documents.length,
      pages: report.pages,
      signatures: [],
      pdfa: null,
      problems,
    },
    [
      report.ok
        ? out.say(
            `Gói tin hợp lệ: ${report.fileCode}, ${report.documents.length} văn bản, ${report.pages} trang.`,
            `The package is valid: ${report.fileCode}, ${report.documents.length} documents, ${report.pages} pages.`,
          )
        : out.say(`Gói tin KHÔNG hợp lệ.`, `The package is NOT valid.`),
      ...problems.map(({ severity, message }) => `${severity === 'error' ? '✗' : '!'} ${message}`),
    ],
  );
}
