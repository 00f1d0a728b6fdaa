import { CircleHelp, TriangleAlert } from 'lucide-react';
import type { Box, ProposedField } from '../../../contract/artefacts.ts';
import { documentTypes, fieldNames, type FieldName } from '../../../contract/vocabulary.ts';
import type { DocumentView } from '../../../contract/views.ts';
import { useWords } from '../../i18n/index.tsx';
import { doubtOf } from './doubt.ts';
import styles from './Fields.module.css';

/** Where on which page (1-based in the document) a value was read. */
export interface Place {
  readonly page: number;
  readonly box: Box;
}

/** What is known about a document: plain where it was read well, marked with its reason where a person should look. */
export function Fields({ document, onPlace }: { document: DocumentView; onPlace: (place: Place | null) => void }) {
  const { t, doubt, warning } = useWords();
  const { fields, proposal, describedBy, approvedBy, returned, warnings } = document;
  return (
    <section className={styles['fields']} aria-labelledby="fields-title">
      <h2 id="fields-title">{t('fields.title')}</h2>
      <p className={styles['who']}>
        {fields !== null && describedBy !== null
          ? t('fields.confirmed', { name: describedBy })
          : t(proposal === null ? 'fields.none' : 'fields.proposed')}{' '}
        {approvedBy !== null && t('fields.approved', { by: approvedBy })}
      </p>
      {returned !== null && (
        <p className={styles['returned']}>
          <strong>{t('fields.returned', { by: returned.by })}</strong>{' '}
          {returned.page !== null && `(${t('fields.where', { n: returned.page })})`} {returned.reason}
        </p>
      )}
      {(fields !== null || proposal !== null) && (
        <dl>
          {fieldNames.map((name) => (
            <Field
              key={name}
              name={name}
              confirmed={fields?.[name] ?? null}
              proposed={proposal?.[name] ?? null}
              onPlace={onPlace}
            />
          ))}
        </dl>
      )}
      {fields === null && proposal !== null && <Notes title={t('fields.doubts')} lines={proposal.doubts.map(doubt)} />}
      <Notes title={t('fields.warnings')} lines={warnings.map(warning)} />
    </section>
  );
}

function Field(props: {
  name: FieldName;
  confirmed: string | null;
  proposed: ProposedField | null;
  onPlace: (place: Place | null) => void;
}) {
  const { t } = useWords();
  const { name, confirmed, proposed, onPlace } = props;
  const value = confirmed ?? proposed?.value ?? '';
  const doubt = confirmed !== null || proposed === null ? 'none' : doubtOf(proposed);
  const place =
    proposed === null || proposed.page === null || proposed.box === null ? null : { page: proposed.page, box: proposed.box };
  const point =
    place === null
      ? {}
      : {
          tabIndex: 0,
          onFocus: () => onPlace(place),
          onBlur: () => onPlace(null),
          onPointerEnter: () => onPlace(place),
          onPointerLeave: () => onPlace(null),
        };
  const Mark = doubt === 'look' ? CircleHelp : TriangleAlert;
  return (
    <div className={styles['field']} data-doubt={doubt} {...point}>
      <dt>
        {t(`field.${name}`)}
        {doubt !== 'none' && (
          <span className={styles['mark']}>
            <Mark size={13} aria-hidden="true" />
            {t(doubt === 'look' ? 'fields.look' : 'fields.doubt')}
          </span>
        )}
        {place !== null && <span className={styles['where']}>{t('fields.where', { n: place.page })}</span>}
      </dt>
      <dd data-empty={value === ''}>{value === '' ? t('fields.empty') : shownValue(name, value)}</dd>
    </div>
  );
}

function Notes({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className={styles['notes']}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

/** Types are stored as codes (Circular 05/2025); people read names. */
function shownValue(name: FieldName, value: string): string {
  return name === 'typeName' ? (documentTypes.find(({ code }) => code === value)?.name ?? value) : value;
}
