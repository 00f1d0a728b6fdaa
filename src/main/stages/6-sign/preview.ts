/** Where a stamp would stand, by the very code that draws it: nothing is signed and no key is needed. */
import { fail, ok } from '../../../contract/result.ts';
import type { Result } from '../../../contract/result.ts';
import type { StampPreview } from '../../../contract/routes/sign.ts';
import { PdfFile } from '../../../exchange/pdf/file.ts';
import { PdfError } from '../../../exchange/pdf/objects.ts';
import { emWidth } from './appearance.ts';
import { readFirstPage } from './page.ts';
import type { StampFacts, StampProfile } from './profiles.ts';
import { planStampOn } from './sign-pdf.ts';
import { seenRect } from './stamp.ts';
import { serifFont } from '../serif-font.ts';

/** Errors: SIGN_PDF_BROKEN, SIGN_PDF_NO_PAGE, SIGN_STAMP_CHARACTER, SIGN_STAMP_INCOMPLETE, SIGN_STAMP_NO_ROOM. */
export async function previewStamp(bytes: Uint8Array, profile: StampProfile, facts: StampFacts): Promise<Result<StampPreview>> {
  try {
    const page = readFirstPage(new PdfFile(bytes));
    if (page === null) return fail('SIGN_PDF_NO_PAGE');
    const font = await serifFont();
    const plan = planStampOn(page, profile, facts, font);
    if (!plan.ok) return plan;
    const { view } = page;
    const turned = view.rotate % 180 !== 0;
    const pageWidth = (turned ? view.height : view.width) * view.unit;
    const pageHeight = (turned ? view.width : view.height) * view.unit;
    const [x0, y0, x1, y1] = seenRect(plan.data.rect, view);
    return ok({
      pageWidth,
      pageHeight,
      box: [x0, pageHeight - y1, x1, pageHeight - y0],
      lines: [...plan.data.lines],
      widths: plan.data.lines.map((line) => emWidth(font, line) * plan.data.fontSize * view.unit),
      fontSize: plan.data.fontSize * view.unit,
      leading: plan.data.leading * view.unit,
      padding: plan.data.padding * view.unit,
      align: plan.data.align,
    });
  } catch (error) {
    if (error instanceof PdfError) return fail('SIGN_PDF_BROKEN');
    throw error;
  }
}
