import { Check, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { FieldProblem } from '../../../contract/description.ts';
import type { DescribeView } from '../../../contract/routes/describe.ts';
import { fieldNames, type FieldName } from '../../../contract/vocabulary.ts';
import { useCommands } from '../../app/commands.ts';
import { useRoute } from '../../app/station.tsx';
import { useKept, useRested } from '../../app/useKept.ts';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { useWords } from '../../i18n/index.tsx';
import { DescribeField } from './DescribeField.tsx';
import styles from './DescribeForm.module.css';
import { FieldInput } from './FieldInput.tsx';
import { Problems } from './Problems.tsx';
import { fieldOfDoubt, nextStop, required, stopsOf, tidied, type Base } from './rules.ts';
import { useConfirm } from './useConfirm.ts';
import type { useDraft } from './useDraft.ts';

interface Props {
  view: DescribeView;
  base: Base;
  draft: ReturnType<typeof useDraft>;
  /** The field that is being read from the page just now. */
  reading: FieldName | null;
  onFocusField: (name: FieldName) => void;
  onDone: (next: { documentId: string; fileCode: string } | null) => void;
}

/** Rest of the hand after which the checks are asked again. */
const restMs = 200;

/** The fields of a document. Enter goes on: to the next place in doubt, and when there is none, to the next document. */
export function DescribeForm({ view, base, draft, reading, onFocusField, onDone }: Props) {
  const { t, doubt } = useWords();
  const { document, sealed } = view;
  const form = useRef<HTMLFormElement>(null);
  const [tried, setTried] = useState(false);
  const [here, setHere] = useState<FieldName | null>(null);
  const values = tidied(draft.values);
  const asked = useRested(values, restMs);
  const told = useKept(useRoute('describe.check', { documentId: document.id, fields: asked }).data);
  const problems = told?.problems ?? [];
  const { confirm, failure, busy } = useConfirm(view, onDone);
  const stops = stopsOf(base, values, draft.seen, problems);

  const focusField = (name: FieldName | null) => focusIn(form.current, name);
  // Once for each document: where a person must look first, else where Enter accepts.
  const [first] = useState(() => nextStop(stopsOf(base, base.values, new Set(), []), null));
  useEffect(() => focusIn(form.current, first), [first]);

  /** On to the next stop; when there is none, accept. */
  function goOn(): void {
    if (sealed) return onDone(view.nextWaiting);
    const seen = here === null ? draft.seen : new Set([...draft.seen, here]);
    if (here !== null) draft.look(here);
    const left = stopsOf(base, values, seen, problems);
    const next = nextStop(left, here) ?? left[0];
    if (next === undefined) return accept(false);
    if (next === here) setTried(true);
    focusField(next);
  }

  function accept(anyway: boolean): void {
    setTried(true);
    void confirm({ documentId: document.id, fields: values, sources: draft.sources, anyway }).then((stopped) => {
      const [stopper] = stopped;
      if (stopper !== undefined) focusProblem(stopper);
    });
  }

  function focusProblem({ field }: Pick<FieldProblem, 'field'>): void {
    // What is said of the note is written by the signer and the type.
    const name = field === 'description' ? 'signer' : fieldNames.find((one) => one === field);
    focusField(name ?? null);
  }

  /** Before the fields hear of it: an open list of suggestions keeps Enter and the arrows for itself. */
  function hear(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.nativeEvent.isComposing) return;
    const listOpen = target.getAttribute('aria-expanded') === 'true' && target.hasAttribute('aria-activedescendant');
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.shiftKey;
    if (event.key === 'Enter' && plain && !listOpen && target.tagName !== 'BUTTON') {
      event.preventDefault();
      event.stopPropagation();
      goOn();
    } else if (event.key === 'Tab' && plain && here !== null) {
      const seen = new Set([...draft.seen, here]);
      const next = nextStop(stopsOf(base, values, seen, problems), here);
      draft.look(here);
      if (next === null) return;
      event.preventDefault();
      focusField(next);
    }
  }

  function look(event: FocusEvent<HTMLFormElement>): void {
    const name = fieldNames.find((one) => one === event.target.closest('[data-field]')?.getAttribute('data-field'));
    setHere(name ?? null);
    if (name !== undefined) onFocusField(name);
  }

  const { previousFields } = view;
  useCommands([
    {
      id: 'describe.acceptAnyway',
      label: t('describe.acceptAnyway'),
      keys: 'Ctrl+Enter',
      icon: Check,
      group: t('describe.group'),
      disabled: sealed,
      run: () => accept(true),
    },
    {
      id: 'describe.copy',
      label: t('describe.copy'),
      keys: 'Ctrl+D',
      icon: Undo2,
      group: t('describe.group'),
      disabled: sealed || previousFields === null,
      run: () => {
        if (previousFields === null) return;
        const name = here;
        // In a field: that field; beside them: whatever is still empty.
        const names = name !== null ? [name] : fieldNames.filter((one) => values[one] === '');
        draft.take(Object.fromEntries(names.map((one) => [one, { value: previousFields[one], source: null }])));
      },
    },
  ]);

  const errorsOf = (name: FieldName, lang: 'vi' | 'en') =>
    tried || draft.touched.has(name)
      ? problems.filter(({ field, severity }) => field === name && severity === 'error').map(({ words }) => words[lang])
      : [];
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={t('describe.form')}
      onSubmit={(event) => event.preventDefault()}
      onKeyDownCapture={hear}
      onFocus={look}
    >
      <div className={styles['scroll']}>
        {document.returned !== null && (
          <p className={styles['returned']} role="note">
            <Undo2 size={14} aria-hidden="true" />
            <span>
              <strong>{t('fields.returned', { by: document.returned.by })}</strong>{' '}
              {document.returned.page !== null && `(${t('fields.where', { n: document.returned.page })}) `}
              {document.returned.reason}
            </span>
          </p>
        )}
        <p className={styles['who']}>
          {sealed
            ? t('describe.sealed')
            : document.fields !== null && document.describedBy !== null
              ? t('fields.confirmed', { name: document.describedBy })
              : stops.length === 0
                ? t('describe.wellRead')
                : t('describe.lookAt', { n: stops.length })}
        </p>
        <div className={styles['fields']}>
          {fieldNames.map((name) => {
            const reasons = (document.proposal?.doubts ?? []).filter((code) => fieldOfDoubt(code) === name).map(doubt);
            const absent = document.fields === null && required.has(name) && values[name] === '' && reasons.length > 0;
            const settled = draft.seen.has(name) && draft.touched.has(name);
            return (
              <DescribeField
                key={name}
                name={name}
                doubt={absent ? 'confirm' : settled ? 'none' : base.doubts[name]}
                reasons={reasons}
                source={base.sources[name]}
                pages={document.pages}
                reading={reading === name}
                half={name === 'codeNumber' || name === 'codeNotation'}
              >
                <FieldInput
                  name={name}
                  value={draft.values[name]}
                  typed={draft.touched.has(name)}
                  onChange={(value) => draft.set(name, value)}
                  errorsIn={(lang) => errorsOf(name, lang)}
                  locked={sealed ? t('describe.sealed') : undefined}
                />
              </DescribeField>
            );
          })}
        </div>
      </div>
      <footer className={styles['foot']}>
        {failure !== null && <Failure error={failure} />}
        <Problems
          problems={problems.filter(
            ({ field, code }) => code !== 'FIELD_MISSING' || tried || draft.touched.has(field as FieldName),
          )}
          onGo={(field) => focusProblem({ field })}
        />
        <div className={styles['accept']}>
          <Button primary keys="Enter" data-accept disabled={busy} onClick={goOn}>
            {t(sealed ? 'describe.nextDocument' : stops.length > 0 ? 'describe.nextStop' : 'describe.accept')}
          </Button>
          {!sealed && (stops.length > 0 || problems.length > 0) && (
            <Button keys="Ctrl+Enter" disabled={busy} onClick={() => accept(true)}>
              {t('describe.anyway')}
            </Button>
          )}
        </div>
        <p className={styles['hints']} aria-hidden="true">
          {(['Tab', 'Alt+ArrowDown', 'F6', 'Ctrl+D'] as const).map((keys) => (
            <span key={keys} className={styles['hint']}>
              <Kbd keys={keys} />{' '}
              {t(
                `describe.hint.${keys === 'Alt+ArrowDown' ? 'next' : keys === 'Ctrl+D' ? 'copy' : keys === 'F6' ? 'page' : 'tab'}`,
              )}
            </span>
          ))}
        </p>
      </footer>
    </form>
  );
}

/** The field's own control, its text chosen so that typing replaces it; without a name, where Enter accepts. */
function focusIn(form: HTMLFormElement | null, name: FieldName | null): void {
  const place = name === null ? '[data-accept]' : `[data-field="${name}"] :is(input, textarea)`;
  const node = form?.querySelector<HTMLElement>(place);
  node?.focus();
  if (node instanceof HTMLInputElement) node.select();
}
