/** describe, dismiss, approve, return: what persons decide, each under an account. */
import { DossierDescription, fieldNames, type DocumentFields } from '../../../contract/vocabulary.ts';
import { wholeNumber } from '../checks.ts';
import { proposedFields } from '../proposal.ts';
import { call, Refusal, secretFrom, signedIn, withStation } from '../station.ts';
import type { Register } from '../define.ts';

interface As {
  dossier: string;
  as: string;
  passEnv: string;
}

export const registerDecisions: Register = (define) => {
  define<As & { set: string[] }>(
    'describe',
    'confirm what the machine proposed, with corrections',
    (command) =>
      asPerson(command).option(
        '--set <name=value>',
        'title=… for the dossier, 1.subject=… for document 1; may be repeated',
        (value: string, all: string[]) => [...all, value],
        [],
      ),
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async (station) => {
        const session = await signedIn(station, options.as, secretFrom(options.passEnv), 'clerk');
        const dossier = await call(session, 'dossier.get', { fileCode: options.dossier });
        const corrections = parseCorrections(options.set);
        for (const ordinal of corrections.documents.keys()) {
          if (!dossier.documentList.some((document) => document.ordinal === ordinal))
            throw new Refusal({ code: 'DOCUMENT_UNKNOWN', data: { docId: String(ordinal) } });
        }
        if (corrections.dossier.size > 0) {
          const description = { ...dossier.description, ...dossierValues(corrections.dossier) };
          await call(session, 'dossier.describe', { fileCode: options.dossier, description });
        }
        const waiting = dossier.documentList.filter(
          (document) => document.fields === null || document.returned !== null || corrections.documents.has(document.ordinal),
        );
        const problems: { docId: string; code: string; message: string }[] = [];
        for (const document of waiting) {
          const known = document.fields ?? (document.proposal === null ? null : proposedFields(document.proposal));
          if (known === null) {
            problems.push({
              docId: document.docId,
              code: 'NOT_READY',
              message: out.explain({ code: 'NOT_READY', data: { docId: document.docId, state: document.state } }),
            });
            continue;
          }
          const fields: DocumentFields = { ...known, ...Object.fromEntries(corrections.documents.get(document.ordinal) ?? []) };
          const answer = await session.call('describe.confirm', { documentId: document.id, fields });
          if (!answer.ok) problems.push({ docId: document.docId, code: answer.error.code, message: out.explain(answer.error) });
        }
        if (problems.length > 0) process.exitCode = 4;
        const confirmed = waiting.length - problems.length;
        out.answer({ ok: problems.length === 0, fileCode: options.dossier, confirmed, problems }, [
          out.say(
            `Đã xác nhận ${confirmed}/${waiting.length} văn bản.`,
            `Confirmed ${confirmed} of ${waiting.length} documents.`,
          ),
          ...problems.map(({ docId, message }) => `${docId}: ${message}`),
        ]);
      }),
  );

  define<As & { reason: string }>(
    'dismiss',
    'go on without the files that could not be captured',
    (command) => asPerson(command).requiredOption('--reason <text>', 'why the dossier is whole without them'),
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async (station) => {
        const session = await signedIn(station, options.as, secretFrom(options.passEnv), 'clerk');
        const { files } = await call(session, 'capture.dismiss', { fileCode: options.dossier, reason: options.reason });
        out.answer({ ok: true, fileCode: options.dossier, files }, [
          out.say(`Đã bỏ qua ${files} tệp.`, `Went on without ${files} files.`),
        ]);
      }),
  );

  define<As>('approve', 'approve a dossier as a second person', asPerson, async ({ options, out }) =>
    withStation({ dataDir: options.data }, async (station) => {
      const session = await signedIn(station, options.as, secretFrom(options.passEnv), 'supervisor');
      // What is approved is the dossier as it stands now; a change that comes between is refused.
      const { revision } = await call(session, 'dossier.get', { fileCode: options.dossier });
      const { documents } = await call(session, 'verify.approve', { fileCode: options.dossier, revision });
      out.answer({ ok: true, fileCode: options.dossier, documents }, [
        out.say(`Đã duyệt ${documents} văn bản.`, `Approved ${documents} documents.`),
      ]);
    }),
  );

  define<As & { reason: string; page?: number; document?: string }>(
    'return',
    'send a dossier, a document or one page back with a reason',
    (command) =>
      asPerson(command)
        .requiredOption('--reason <text>', 'what is wrong, in words the clerk understands')
        .option('--page <n>', 'page: counted in --document, or through the whole dossier', wholeNumber(1, 1_000_000))
        .option('--document <docId>', 'only this document'),
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async (station) => {
        const session = await signedIn(station, options.as, secretFrom(options.passEnv), 'supervisor');
        const page = options.page ?? null;
        await call(session, 'verify.return', {
          fileCode: options.dossier,
          docId: options.document ?? null,
          page,
          reason: options.reason,
        });
        out.answer({ ok: true, fileCode: options.dossier, page }, [
          out.say('Đã trả lại kèm lý do.', 'Returned with the reason.'),
        ]);
      }),
  );
};

function asPerson(command: import('commander').Command) {
  return command
    .requiredOption('--dossier <fileCode>', 'file code of the dossier')
    .requiredOption('--as <user>', 'account that decides')
    .requiredOption('--pass-env <var>', 'variable that holds its password');
}

function parseCorrections(given: readonly string[]): {
  dossier: Map<string, string>;
  documents: Map<number, Map<string, string>>;
} {
  const dossier = new Map<string, string>();
  const documents = new Map<number, Map<string, string>>();
  for (const item of given) {
    const match = /^(?:(\d+)\.)?(\w+)=(.*)$/su.exec(item);
    if (match === null) throw new Refusal({ code: 'INPUT_INVALID', data: { problem: `--set ${item}` } });
    const [, ordinal, name = '', value = ''] = match;
    const known: readonly string[] = ordinal === undefined ? Object.keys(DossierDescription.shape) : fieldNames;
    if (!known.includes(name)) throw new Refusal({ code: 'INPUT_INVALID', data: { problem: `--set ${item}` } });
    if (ordinal === undefined) {
      dossier.set(name, value.normalize('NFC'));
      continue;
    }
    const fields = documents.get(Number(ordinal)) ?? new Map<string, string>();
    documents.set(Number(ordinal), fields.set(name, value.normalize('NFC')));
  }
  return { dossier, documents };
}

/** `language` is a list in the contract; on the command line it is written 01,02. The route checks the rest. */
function dossierValues(values: ReadonlyMap<string, string>): Partial<DossierDescription> {
  return Object.fromEntries([...values].map(([name, value]) => [name, name === 'language' ? value.split(',') : value]));
}
