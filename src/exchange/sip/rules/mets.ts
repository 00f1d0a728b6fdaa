/** Rules on one METS by itself: fixed values, dates, identifiers, links. Pure. Circular 05/2025/TT-BNV Annex III; E-ARK CSIP 2.0.4. */
import { nameFault } from '../../zip/names.ts';
import type { FileReference, MetsFacts } from '../mets-read.ts';
import { problem, type Problem } from '../problems.ts';
import { objidPattern, paths } from '../tree.ts';

export type MetsPart = 'root' | 'rep1';

const idForm = /^(?:uuid|ID)-[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/;
const instantForm = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+07:00$/;
const profile = 'https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml';
const statuses = ['NEW', 'SUPPLEMENT', 'REPLACEMENT', 'TEST', 'OTHER'];

export function metsProblems(mets: MetsFacts, part: MetsPart): Problem[] {
  return [
    ...fixedValues(mets, part),
    ...dates(mets, part),
    ...identifiers(mets, part),
    ...links(mets, part),
    ...references(mets, part),
  ];
}

const pathOf = (part: MetsPart) => (part === 'root' ? paths.rootMets : paths.repMets);

function fixedValues(mets: MetsFacts, part: MetsPart): Problem[] {
  const found: Problem[] = [];
  const must = (name: string, value: string, holds: boolean, expected: string) => {
    if (!holds) found.push(problem('METS_VALUE', { path: pathOf(part) }, { name, found: value, expected }));
  };
  const equal = (name: string, value: string, expected: string) => must(name, value, value === expected, expected);
  if (part === 'root') must('OBJID', mets.objid, objidPattern.test(mets.objid), 'uuid-{UUID}');
  else must('OBJID', mets.objid, mets.objid === 'rep1' || objidPattern.test(mets.objid), 'rep1');
  must('LABEL', mets.label, mets.label !== '', '…');
  equal('TYPE', mets.type, 'Mixed');
  equal('PROFILE', mets.profile, profile);
  equal('csip:CONTENTINFORMATIONTYPE', mets.contentInformationType, 'MIXED');
  equal('csip:OAISPACKAGETYPE', mets.packageType, 'SIP');
  must('RECORDSTATUS', mets.recordStatus, statuses.includes(mets.recordStatus), statuses.join('/'));
  // A replacement may also keep the OBJID it had (docs/transfer-protocol.md, section 7); one of its own must name a package, and another.
  must(
    'altRecordID PREVIOUSOBJID',
    mets.replaces,
    mets.replaces === '' || (objidPattern.test(mets.replaces) && mets.replaces !== mets.objid),
    'uuid-{UUID}',
  );
  must(
    'agent',
    String(mets.agents.length),
    mets.agents.some((agent) => agent.name !== ''),
    '≥ 1',
  );
  if (part === 'root') {
    must(
      'agent/note',
      '',
      mets.agents.some((agent) => agent.notes.some((note) => note !== '')),
      'mã phông',
    );
    equal('mptr', mets.pointers.join(' '), paths.repMets);
  }
  return found;
}

function dates(mets: MetsFacts, part: MetsPart): Problem[] {
  const all: [string, string][] = [
    ['CREATEDATE', mets.created],
    ['LASTMODDATE', mets.modified],
  ];
  for (const file of mets.files) all.push([`CREATED ${file.href}`, file.created]);
  return all
    .filter(([, found]) => !instantForm.test(found))
    .map(([name, found]) => problem('METS_DATE', { path: pathOf(part) }, { name, found }));
}

function identifiers(mets: MetsFacts, part: MetsPart): Problem[] {
  const seen = new Set<string>();
  const found: Problem[] = [];
  for (const id of mets.ids) {
    if (!idForm.test(id)) found.push(problem('ID_FORM', { path: pathOf(part) }, { id }));
    if (seen.has(id)) found.push(problem('ID_DUPLICATE', { path: pathOf(part) }, { id }));
    seen.add(id);
  }
  return found;
}

function links(mets: MetsFacts, part: MetsPart): Problem[] {
  const files = new Set(mets.files.filter((file) => file.kind === 'file').map((file) => file.id));
  const descriptions = new Set(mets.files.filter((file) => file.kind === 'description').map((file) => file.id));
  const ids = new Set(mets.ids);
  const targets = { FILEID: files, DMDID: descriptions, ADMID: ids } as const;
  const found = mets.links
    .filter((link) => !targets[link.attribute].has(link.target))
    .map((link) => problem('LINK_BROKEN', { path: pathOf(part) }, { attribute: link.attribute, id: link.target }));
  const pointed = new Set(mets.links.map((link) => link.target));
  for (const file of mets.files) {
    const reached = pointed.has(file.id) || file.use.startsWith('Representations/');
    if (!reached && file.use !== 'Documentation')
      found.push(problem('LINK_MISSING', { path: pathOf(part) }, { id: file.id, file: file.href }));
  }
  return found;
}

function references(mets: MetsFacts, part: MetsPart): Problem[] {
  const found: Problem[] = [];
  for (const file of mets.files) {
    if (nameFault(file.href) !== null) found.push(problem('METS_HREF', { path: pathOf(part) }, { found: file.href }));
    if (isHoley(file)) found.push(problem('HOLEY_FILE', { path: pathOf(part) }, { file: file.href }));
    if (file.checksumType !== 'SHA-256')
      found.push(
        problem(
          'METS_VALUE',
          { path: pathOf(part) },
          { name: `CHECKSUMTYPE ${file.href}`, found: file.checksumType, expected: 'SHA-256' },
        ),
      );
  }
  return found;
}

/** A placeholder for a document handed in earlier (§1.3): its content lies at the archive. */
const isHoley = (file: FileReference) => file.use === 'Holeyfile' || file.href.endsWith('.fetch.txt');
