import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useWords } from '../../i18n/index.tsx';
import { painted } from './rules.ts';
import styles from './WeekGrid.module.css';

interface Cell {
  readonly day: number;
  readonly hour: number;
}
interface Stroke {
  readonly from: Cell;
  readonly to: Cell;
  readonly open: boolean;
}

const days = [0, 1, 2, 3, 4, 5, 6] as const;
const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);

/**
 * A week, hour by hour. Drag paints a box; with the keyboard arrows walk, Space turns one hour, Shift with arrows paints on. What a stroke
 * makes of the hours is that of its first one, turned.
 */
export function WeekGrid(props: {
  hours: readonly (readonly boolean[])[];
  now: string;
  disabled: boolean;
  onPaint: (hours: boolean[][]) => void;
}) {
  const { t } = useWords();
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Cell>({ day: 0, hour: 0 });
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const shown = stroke === null ? props.hours : painted(props.hours, stroke.from, stroke.to, stroke.open);
  const today = (new Date(`${props.now.slice(0, 10)}T00:00:00Z`).getUTCDay() + 6) % 7;
  const hourNow = Number(props.now.slice(11, 13));

  function end(last: Stroke | null): void {
    setStroke(null);
    if (last !== null) props.onPaint(painted(props.hours, last.from, last.to, last.open));
  }
  function walk(event: KeyboardEvent, cell: Cell): void {
    if (props.disabled && event.key === ' ') return;
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0], Home: [0, -24], End: [0, 24] }[
      event.key
    ];
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      end(stroke ?? { from: cell, to: cell, open: !props.hours[cell.day]![cell.hour]! });
      return;
    }
    if (event.key === 'Escape' && stroke !== null) {
      event.preventDefault();
      event.stopPropagation();
      setStroke(null);
      return;
    }
    if (step === undefined || event.altKey || event.ctrlKey) return;
    event.preventDefault();
    const next = { day: held(cell.day + step[0]!, 6), hour: held(cell.hour + step[1]!, 23) };
    if (event.shiftKey && !props.disabled) {
      const from = stroke ?? { from: cell, to: cell, open: !props.hours[cell.day]![cell.hour]! };
      setStroke({ ...from, to: next });
    } else if (stroke !== null) end(stroke);
    setAt(next);
    grid.current?.querySelector<HTMLElement>(`[data-cell="${next.day}-${next.hour}"]`)?.focus();
  }
  /** Letting go of Shift ends a stroke of the keyboard. */
  const release = (event: KeyboardEvent) => event.key === 'Shift' && end(stroke);
  function cellUnder(event: PointerEvent): Cell | null {
    const found = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-cell]');
    const [day, hour] = (found?.dataset['cell'] ?? '').split('-').map(Number);
    return day === undefined || hour === undefined || Number.isNaN(day) ? null : { day, hour };
  }

  return (
    <div
      ref={grid}
      role="grid"
      aria-label={t('send.timetable')}
      aria-readonly={props.disabled}
      className={styles['grid']}
      data-disabled={props.disabled}
      onKeyUp={release}
      onPointerMove={(event) => {
        const cell = stroke === null || event.buttons === 0 ? null : cellUnder(event);
        if (cell !== null && stroke !== null) setStroke({ ...stroke, to: cell });
      }}
      onPointerUp={() => end(stroke)}
      onPointerLeave={(event) => event.buttons !== 0 && end(stroke)}
    >
      <div role="row" className={styles['row']}>
        <span role="columnheader" className={styles['corner']} />
        {hoursOfDay.map((hour) => (
          <span key={hour} role="columnheader" className={styles['hour']} aria-label={t('send.hour', { hour })}>
            {hour % 3 === 0 ? hour : ''}
          </span>
        ))}
      </div>
      {days.map((day) => (
        <div key={day} role="row" className={styles['row']}>
          <span role="rowheader" className={styles['day']} data-today={day === today}>
            {t(`send.day.${day}`)}
          </span>
          {hoursOfDay.map((hour) => {
            const open = shown[day]![hour]!;
            return (
              <button
                key={hour}
                type="button"
                role="gridcell"
                data-cell={`${day}-${hour}`}
                data-open={open}
                data-now={day === today && hour === hourNow}
                aria-selected={open}
                aria-label={t(open ? 'send.cellOpen' : 'send.cellClosed', { day: t(`send.day.${day}`), hour })}
                tabIndex={at.day === day && at.hour === hour ? 0 : -1}
                className={styles['cell']}
                onFocus={() => setAt({ day, hour })}
                onKeyDown={(event) => walk(event, { day, hour })}
                onPointerDown={(event) => {
                  if (props.disabled || event.button !== 0) return;
                  event.currentTarget.releasePointerCapture(event.pointerId);
                  setStroke({ from: { day, hour }, to: { day, hour }, open: !props.hours[day]![hour]! });
                }}
              />
            );
          })}
        </div>
      ))}
      <p className={styles['legend']}>
        <span className={styles['cell']} data-open="true" aria-hidden="true" /> {t('send.legendOpen')}
        <span className={styles['cell']} data-open="false" aria-hidden="true" /> {t('send.legendClosed')}
        {!props.disabled && <span className={styles['how']}>{t('send.legendHow')}</span>}
      </p>
    </div>
  );
}

function held(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
