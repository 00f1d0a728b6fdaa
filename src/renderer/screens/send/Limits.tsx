import { useState } from 'react';
import type { LineLimits, LineView } from '../../../contract/routes/queue.ts';
import { hoursOf, timetableOf, type Timetable } from '../../../contract/timetable.ts';
import { useCommand, useRoute } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { NumberField } from '../../components/fields/NumberField.tsx';
import { SwitchField } from '../../components/fields/CheckField.tsx';
import { useWords } from '../../i18n/index.tsx';
import { WeekGrid } from './WeekGrid.tsx';
import styles from './Limits.module.css';

const week = (open: (day: number, hour: number) => boolean) =>
  timetableOf(Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (__, hour) => open(day, hour))));
const nights = week((_, hour) => hour >= 22 || hour < 6);
/** Outside 7:30–17:00 on working days, by whole hours. */
const offHours = week((day, hour) => day > 4 || hour < 7 || hour >= 17);

/** When packages may leave and how much; every change holds at once and can be taken back. */
export function Limits({ view }: { view: LineView }) {
  const { t, size } = useWords();
  const role = useRoute('session.who', {}).data?.role;
  const set = useCommand('queue.setLimits');
  const mine = role === 'supervisor' || role === 'it';
  const lockOf = (name: keyof LineLimits) =>
    view.locked.includes(name) ? t('send.limits.policy') : mine ? undefined : t('send.limits.others');
  const { limits, used } = view;
  const change = (next: Partial<LineLimits>) => {
    const before = Object.fromEntries(Object.keys(next).map((name) => [name, limits[name as keyof LineLimits]]));
    set.mutate(next, {
      onSuccess: () =>
        toast({ words: t('send.limits.kept'), tone: 'good', undo: () => set.mutate(before as Partial<LineLimits>) }),
    });
  };
  const locked = lockOf('timetable');
  return (
    <div className={styles['limits']}>
      {set.error !== null && <Failure error={set.error.failure} />}
      <section aria-labelledby="send-timetable">
        <div className={styles['head']}>
          <h2 id="send-timetable">{t('send.timetable')}</h2>
          <Presets current={limits.timetable} disabled={locked !== undefined} onChoose={(timetable) => change({ timetable })} />
        </div>
        <p className={styles['lead']}>{locked ?? t('send.timetable.lead')}</p>
        <WeekGrid
          hours={hoursOf(limits.timetable)}
          now={view.now}
          disabled={locked !== undefined}
          onPaint={(hours) => change({ timetable: timetableOf(hours) })}
        />
      </section>
      <section aria-labelledby="send-amounts" className={styles['amounts']}>
        <h2 id="send-amounts">{t('send.amounts')}</h2>
        <Amount
          key={`cap ${limits.capKbit}`}
          label={t('send.cap')}
          hint={view.rate === null ? t('send.cap.hint') : t('send.cap.measured', { rate: Math.round((view.rate * 8) / 1000) })}
          value={limits.capKbit}
          min={8}
          proposed={256}
          locked={lockOf('capKbit')}
          onChange={(capKbit) => change({ capKbit })}
        />
        <Amount
          key={`day ${limits.dayMb}`}
          label={t('send.dayMb')}
          hint={t('send.usedToday', { size: size(used.day) })}
          value={limits.dayMb}
          min={1}
          proposed={200}
          used={used.day}
          locked={lockOf('dayMb')}
          onChange={(dayMb) => change({ dayMb })}
        />
        <Amount
          key={`month ${limits.monthMb}`}
          label={t('send.monthMb')}
          hint={t('send.usedMonth', { size: size(used.month) })}
          value={limits.monthMb}
          min={1}
          proposed={5000}
          used={used.month}
          locked={lockOf('monthMb')}
          onChange={(monthMb) => change({ monthMb })}
        />
      </section>
    </div>
  );
}

function Presets(props: { current: Timetable; disabled: boolean; onChoose: (timetable: Timetable) => void }) {
  const { t } = useWords();
  const presets: readonly (readonly [string, Timetable])[] = [
    [t('send.preset.always'), null],
    [t('send.preset.nights'), nights],
    [t('send.preset.offHours'), offHours],
    [t('send.preset.never'), []],
  ];
  const now = JSON.stringify(hoursOf(props.current));
  return (
    <div className={styles['presets']}>
      {presets.map(([label, timetable]) => (
        <Button
          key={label}
          disabled={props.disabled}
          aria-pressed={JSON.stringify(hoursOf(timetable)) === now}
          onClick={() => props.onChoose(timetable)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

function Amount(props: {
  label: string;
  hint: string;
  value: number | null;
  min: number;
  proposed: number;
  /** Bytes that count against it. */
  used?: number;
  locked: string | undefined;
  onChange: (value: number | null) => void;
}) {
  const { t } = useWords();
  const { label, value, used, locked } = props;
  const [draft, setDraft] = useState(value);
  return (
    <div className={styles['amount']}>
      <SwitchField
        label={label}
        checked={value !== null}
        locked={locked}
        onChange={(limited) => props.onChange(limited ? props.proposed : null)}
      />
      {value !== null && (
        <NumberField
          label={t('send.atMost')}
          value={draft}
          min={props.min}
          locked={locked}
          onChange={(next) => {
            setDraft(next ?? value);
            if (next !== null && next !== value) props.onChange(next);
          }}
        />
      )}
      {value !== null && used !== undefined && (
        <progress
          className={styles['used']}
          value={used}
          max={value * 1_000_000}
          aria-label={props.hint}
          data-full={used >= value * 1_000_000}
        />
      )}
      <span className={styles['hint']}>{props.hint}</span>
    </div>
  );
}
