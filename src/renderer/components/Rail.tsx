import { Link, useNavigate } from '@tanstack/react-router';
import { useCommands } from '../app/commands.ts';
import { useRoute } from '../app/station.tsx';
import { useWords } from '../i18n/index.tsx';
import { railPlaces, type RailPlace } from './rail-places.ts';
import styles from './Rail.module.css';

const parts = ['road', 'watch', 'it'] as const;

/** The road is the navigation: each place with the number that waits there. Alt with a digit goes to the first nine. */
export function Rail() {
  const { t } = useWords();
  const navigate = useNavigate();
  const role = useRoute('session.who', {}).data?.role;
  const seen = railPlaces.filter(({ roles }) => roles === undefined || (role !== undefined && roles.includes(role)));
  useCommands(
    seen.map(({ to, label, icon }, index) => ({
      id: `go.${label}`,
      label: t(label),
      icon,
      group: t('rail.go'),
      ...(index < 9 ? { keys: `Alt+${index + 1}` } : {}),
      run: () => void navigate({ to }),
    })),
  );
  return (
    <nav className={styles['rail']} aria-label={t('rail.label')}>
      {parts.map((part) => {
        const places = seen.filter((place) => place.part === part);
        return (
          places.length > 0 && (
            <ul key={part} className={styles['part']}>
              {places.map((place) => (
                <li key={place.label}>
                  <Place place={place} />
                </li>
              ))}
            </ul>
          )
        );
      })}
    </nav>
  );
}

function Place({ place: { to, label, icon: Icon, waiting, counted, alert = false } }: { place: RailPlace }) {
  const { t, number } = useWords();
  const work = useRoute('work.summary', {}).data;
  const n = work === undefined ? 0 : (waiting?.(work) ?? 0);
  return (
    <Link
      to={to}
      activeOptions={{ exact: to === '/' }}
      className={styles['item']}
      data-alert={alert && n > 0}
      title={n > 0 && counted !== undefined ? `${t(label)}: ${t(counted, { n })}` : t(label)}
    >
      <Icon size={16} aria-hidden="true" />
      <span className={styles['name']}>{t(label)}</span>
      <span className={styles['count']}>{n === 0 ? '' : number(n)}</span>
    </Link>
  );
}
