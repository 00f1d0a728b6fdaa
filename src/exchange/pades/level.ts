/** Baseline level of a signature by what the file holds (ETSI EN 319 142-1 §6). */
import { oid } from './oids.ts';
import type { SignedData } from './cms.ts';
import type { PdfFile } from '../pdf/file.ts';
import { PdfDict } from '../pdf/objects.ts';
import type { PadesLevel } from './report.ts';

/** Null for what is not a PAdES signature: the older sub-filter, no signing-certificate, or a document time stamp itself. */
export function levelOf(
  pdf: PdfFile,
  data: SignedData,
  subFilter: string,
  timestamped: boolean,
  laterTimestamp: boolean,
): PadesLevel | null {
  if (subFilter !== 'ETSI.CAdES.detached') return null;
  if (!data.signed.has(oid.signingCertificateV2) && !data.signed.has(oid.signingCertificate)) return null;
  if (!timestamped) return 'B-B';
  const store = pdf.resolve(pdf.catalog.get('DSS'));
  const holdsRevocation = store instanceof PdfDict && ['OCSPs', 'CRLs'].some((key) => pdf.array(store.get(key)).length > 0);
  if (!holdsRevocation) return 'B-T';
  return laterTimestamp ? 'B-LTA' : 'B-LT';
}
