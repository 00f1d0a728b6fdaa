import { Play, RefreshCw, ScanLine, Settings2, Square } from 'lucide-react';
import { useState } from 'react';
import type { ScanView } from '../../../contract/routes/scan.ts';
import type { DeviceView, ScanProfileView } from '../../../contract/scanning.ts';
import { recall, remember } from '../../app/memory.ts';
import { useCommands } from '../../app/commands.ts';
import { useCalls, useCommand, useRoute } from '../../app/station.tsx';
import { Button } from '../../components/Button.tsx';
import { Failure } from '../../components/Failure.tsx';
import { SelectField } from '../../components/fields/SelectField.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Kbd } from '../../components/Kbd.tsx';
import { useWords } from '../../i18n/index.tsx';
import styles from './Arrivals.module.css';
import { NoScanner } from './NoScanner.tsx';
import { ProfilesDialog } from './ProfilesDialog.tsx';

/** A page that waits for a better image; whoever scans now scans for it. */
export interface WantedPage {
  readonly page: string;
  readonly onScan: () => void;
}

/** Paper in: which scanner, how, and one big key. */
export function ScanPanel({ fileCode, wanted }: { fileCode: string; wanted: WantedPage | null }) {
  const { t } = useWords();
  const { askAgain } = useCalls();
  const listing = useRoute('devices.list', {});
  const profiles = useRoute('scan.profiles', {}).data ?? [];
  const [last] = useRoute('scan.list', { fileCode }).data ?? [];
  const [chosen, choose] = useState({ device: recall('scanner'), profile: recall('scanProfile') });
  const [editing, setEditing] = useState(false);
  const [looking, setLooking] = useState(false);
  const devices = listing.data?.devices ?? [];
  const device = devices.find(({ id }) => id === chosen.device) ?? devices[0] ?? null;
  const profile = profiles.find(({ id }) => id === chosen.profile) ?? profiles.find((one) => fits(one, device)) ?? null;
  const scan = useScan({ fileCode, device, profile, last: last ?? null, wanted });

  async function lookAgain(): Promise<void> {
    setLooking(true);
    try {
      const found = await askAgain('devices.list', { again: true });
      // The question without `again` is the one that is shown.
      if (found !== undefined) await listing.refetch();
    } finally {
      setLooking(false);
    }
  }
  const none = listing.data !== undefined && devices.length === 0;
  useCommands([
    {
      id: 'scan.start',
      label: none ? t('scan.again') : t(scan.label),
      keys: 'F5',
      icon: ScanLine,
      group: t('arrivals.group'),
      disabled: !none && scan.blocked !== null,
      run: none ? () => void lookAgain() : scan.start,
    },
    {
      id: 'scan.stop',
      label: t('scan.stop'),
      keys: 'Shift+F5',
      icon: Square,
      group: t('arrivals.group'),
      disabled: !scan.running,
      run: scan.stop,
    },
    {
      id: 'scan.finish',
      label: t('scan.finish'),
      keys: 'F6',
      group: t('arrivals.group'),
      disabled: !scan.paused,
      run: scan.finish,
    },
  ]);
  return (
    <section className={styles['scan']} aria-labelledby="arrivals-scan">
      <div className={styles['line']}>
        <h2 id="arrivals-scan" className={styles['title']}>
          {t('scan.title')}
        </h2>
        <span className={styles['device']} title={device?.name}>
          {devices.length === 1 && device?.name}
        </span>
        <IconButton icon={Settings2} label={t('scan.profiles')} onClick={() => setEditing(true)} />
        <IconButton icon={RefreshCw} label={t('scan.again')} disabled={looking} onClick={() => void lookAgain()} />
      </div>
      {listing.isPending || looking ? (
        <p className={styles['state']} aria-busy="true">
          {t('scan.looking')}
        </p>
      ) : none ? (
        <NoScanner looked={listing.data.looked} />
      ) : (
        <>
          {devices.length > 1 && (
            <SelectField
              label={t('scan.device')}
              value={device?.id ?? null}
              options={devices.map(({ id, name }) => ({ value: id, label: name }))}
              onChange={(id) => {
                remember('scanner', id);
                choose({ ...chosen, device: id });
              }}
            />
          )}
          <SelectField
            label={t('scan.profile')}
            value={profile?.id ?? null}
            options={profiles.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => {
              remember('scanProfile', id);
              choose({ ...chosen, profile: id });
            }}
          />
          <button type="button" className={styles['key']} disabled={scan.blocked !== null} onClick={scan.start}>
            {scan.paused ? <Play size={20} aria-hidden="true" /> : <ScanLine size={20} aria-hidden="true" />}
            <span>{t(scan.label)}</span>
            <span aria-hidden="true">
              <Kbd keys="F5" />
            </span>
          </button>
          <State scan={last ?? null} blocked={scan.blocked} />
          {scan.running && (
            <Button icon={Square} keys="Shift+F5" onClick={scan.stop}>
              {t('scan.stop')}
            </Button>
          )}
          {scan.paused && (
            <Button keys="F6" onClick={scan.finish}>
              {t('scan.finish')}
            </Button>
          )}
        </>
      )}
      {listing.error !== null && <Failure error={listing.error.failure} />}
      {scan.failure !== null && <Failure error={scan.failure} />}
      {last?.error != null && !scan.running && scan.failure === null && <Failure error={last.error} />}
      <ProfilesDialog open={editing} profiles={profiles} device={device} onClose={() => setEditing(false)} />
    </section>
  );
}

/** What the scanner does, in words; pages are counted as they arrive. */
function State({ scan, blocked }: { scan: ScanView | null; blocked: 'profile' | 'source' | 'running' | null }) {
  const { t } = useWords();
  const counted = scan === null ? null : { images: scan.images, sheets: scan.sheets };
  const words =
    scan?.state === 'running' && counted !== null
      ? t('scan.running', counted)
      : blocked === 'source' || blocked === 'profile'
        ? t(`scan.blocked.${blocked}`)
        : scan?.state === 'paused' && counted !== null
          ? t('scan.paused', counted)
          : t('scan.ready');
  return (
    <div className={styles['state']} role="status" data-running={scan?.state === 'running'}>
      <p>{words}</p>
      {scan !== null && scan.state === 'done' && scan.images > 0 && <p>{t('scan.last', counted!)}</p>}
      {scan !== null && scan.recovered > 0 && <p>{t('scan.recovered', { n: scan.recovered })}</p>}
    </div>
  );
}

/** Starting, stopping and ending, and why a scan cannot begin. */
function useScan(room: {
  fileCode: string;
  device: DeviceView | null;
  profile: ScanProfileView | null;
  last: ScanView | null;
  wanted: WantedPage | null;
}) {
  const { fileCode, device, profile, last, wanted } = room;
  const starting = useCommand('scan.start');
  const stopping = useCommand('scan.stop', { quiet: true });
  const finishing = useCommand('scan.finish');
  const running = last?.state === 'running' || starting.isPending;
  const paused = last?.state === 'paused' && wanted === null;
  const blocked = running ? 'running' : profile === null ? 'profile' : fits(profile, device) ? null : 'source';
  const failure = starting.error ?? stopping.error ?? finishing.error;
  return {
    running,
    paused,
    blocked: blocked as 'running' | 'profile' | 'source' | null,
    failure: failure === null ? null : failure.failure,
    label: running ? 'scan.atWork' : wanted !== null ? 'scan.replace' : paused ? 'scan.goOn' : 'scan.start',
    start: () => {
      if (device === null || profile === null || blocked !== null) return;
      const continues = paused && last !== null ? last.id : null;
      const replacePageId = wanted?.page ?? null;
      starting.mutate({ fileCode, device: device.id, profile: profile.id, continues, replacePageId });
      wanted?.onScan();
    },
    stop: () => last !== null && stopping.mutate({ scan: last.id }),
    finish: () => last !== null && finishing.mutate({ scan: last.id }),
  } as const;
}

function fits(profile: ScanProfileView, device: DeviceView | null): boolean {
  return device !== null && device.sources.includes(profile.source) && device.dpi.includes(profile.dpi);
}
