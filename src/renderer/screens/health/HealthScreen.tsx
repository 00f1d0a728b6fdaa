import { CircleCheck, CircleHelp, CircleX, RotateCw, SearchCheck, TriangleAlert, type LucideIcon } from 'lucide-react';
import { healthChecks, type HealthFinding, type HealthState } from '../../../contract/health.ts';
import { useCommands } from '../../app/commands.ts';
import { useCommand, useRefresh, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { Screen } from '../../components/Screen.tsx';
import { Tag, type Tone } from '../../components/Tag.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';
import styles from './Health.module.css';
import { sayFacts } from './facts.ts';

const looks: Readonly<Record<HealthState, { icon: LucideIcon; tone: Tone; order: number }>> = {
  bad: { icon: CircleX, tone: 'bad', order: 0 },
  look: { icon: TriangleAlert, tone: 'look', order: 1 },
  unknown: { icon: CircleHelp, tone: 'quiet', order: 2 },
  good: { icon: CircleCheck, tone: 'accent', order: 3 },
};

/** What this machine and this station have and lack, the worst first, and what to do about each. */
export function HealthScreen() {
  const { t } = useWords();
  const check = useRoute('health.check', {});
  const again = useRefresh('health.check');
  useCommands([
    { id: 'health.again', label: t('health.again'), keys: 'F5', icon: RotateCw, group: t('health.title'), run: again },
  ]);
  const role = useRoute('session.who', {}).data?.role;
  const rebuild = useCommand('search.rebuild');
  const search = check.data?.findings.find(({ name }) => name === 'search');
  const anew = () => rebuild.mutate({});
  const findings = check.data?.findings.toSorted((a, b) => looks[a.state].order - looks[b.state].order);
  return (
    <Screen
      title={t('health.title')}
      {...(check.data === undefined ? {} : { lead: t('health.version', { version: check.data.version }) })}
      body="read"
      aside={findings !== undefined && <Summary findings={findings} />}
      actions={
        <>
          {role === 'it' && (
            <Button icon={SearchCheck} disabled={rebuild.isPending || search === undefined || isRebuilt(search)} onClick={anew}>
              {t('health.rebuildSearch')}
            </Button>
          )}
          <Button icon={RotateCw} keys="F5" disabled={check.isFetching} onClick={again}>
            {t(check.isFetching ? 'health.checking' : 'health.again')}
          </Button>
        </>
      }
    >
      {check.error !== null && <Failure error={check.error.failure} />}
      {rebuild.error !== null && <Failure error={rebuild.error.failure} />}
      <ul className={styles['list']} aria-label={t('health.list')} aria-busy={check.isFetching}>
        {findings === undefined
          ? Array.from({ length: 8 }, (_, index) => <li key={index} className={styles['skeleton']} />)
          : findings.map((finding) => <Finding key={finding.name} finding={finding} />)}
      </ul>
    </Screen>
  );
}

/** It is being made anew already, and nothing stands in the way. */
const isRebuilt = ({ state, facts }: HealthFinding) => state !== 'bad' && facts['rebuilding'] === 1;

function Summary({ findings }: { findings: readonly HealthFinding[] }) {
  const { t } = useWords();
  const count = (state: HealthState) => findings.filter((finding) => finding.state === state).length;
  const [bad, look] = [count('bad'), count('look')];
  if (bad > 0) {
    return (
      <Tag tone="bad" icon={CircleX}>
        {t('health.bad', { n: bad })}
      </Tag>
    );
  }
  if (look > 0) {
    return (
      <Tag tone="look" icon={TriangleAlert}>
        {t('health.look', { n: look })}
      </Tag>
    );
  }
  return (
    <Tag tone="accent" icon={CircleCheck}>
      {t('health.allGood')}
    </Tag>
  );
}

function Finding({ finding }: { finding: HealthFinding }) {
  const words = useWords();
  const { lang } = useLang();
  const { name, state } = finding;
  const { icon: Icon, tone } = looks[state];
  const { title, todo } = healthChecks[name][lang];
  return (
    <li className={styles['finding']} data-state={state}>
      <Icon size={17} aria-hidden="true" />
      <span className={styles['title']}>{title}</span>
      <span className={styles['facts']}>
        {sayFacts(finding, words)}
        {(state === 'bad' || state === 'look') && <span className={styles['todo']}> — {todo}</span>}
      </span>
      <Tag tone={tone}>{words.t(`health.state.${state}`)}</Tag>
    </li>
  );
}
