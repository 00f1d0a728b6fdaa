import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { recordKindNames } from '../../../contract/record-kinds.ts';
import type { RecordKind, Unplaced as Group } from '../../../contract/routes/work.ts';
import { useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { TextField } from '../../components/fields/TextField.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './PlanScreen.module.css';

/** Dossiers that no line counts: where there are several kinds, a person says which, by words of the title if they like. */
export function Unplaced({ unplaced, mayAssign }: { unplaced: readonly Group[]; mayAssign: boolean }) {
  const { t } = useWords();
  return (
    <section className={styles['unplaced']} aria-labelledby="unplaced-title">
      <h2 id="unplaced-title">
        <TriangleAlert size={16} aria-hidden="true" />
        {t('plan.unplaced')}
      </h2>
      <ul>
        {unplaced.map((group) => (
          <li key={`${group.fonds} ${group.year}`}>
            <span>
              {t('plan.unplacedGroup', { fonds: group.fonds, year: String(group.year), n: group.dossiers, pages: group.pages })}
            </span>
            {group.choices.length === 0 ? <span>{t('plan.noLine')}</span> : mayAssign && <Assign group={group} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Assign({ group: { fonds, year, choices } }: { group: Group }) {
  const { t, explain } = useWords();
  const { lang } = useLang();
  const [words, setWords] = useState('');
  const assign = useCommand('plan.assign');
  const run = (kind: RecordKind) =>
    assign.mutate(
      { fonds, year, words, kind },
      {
        onSuccess: ({ dossiers }) => toast({ words: t('plan.assigned', { n: dossiers }), tone: dossiers > 0 ? 'good' : 'quiet' }),
        onError: ({ failure }) => toast({ words: explain(failure).what, tone: 'bad' }),
      },
    );
  return (
    <>
      <TextField label={t('plan.words')} value={words} onChange={setWords} />
      {choices.map((kind) => (
        <Button key={kind} disabled={assign.isPending} onClick={() => run(kind)}>
          {t('plan.assign', { kind: recordKindNames[kind][lang] })}
        </Button>
      ))}
    </>
  );
}
