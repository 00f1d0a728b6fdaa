/**
 * Scanners at work for the station. An image is in the vault and has its row before the driver feeds the next sheet; only then its file in
 * the scan folder goes. Whatever a cut leaves in that folder is taken in at the next start.
 */
import { randomUUID } from 'node:crypto';
import { copyFile, link, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, type CodedError, type Failure, type Result } from '../../../contract/result.ts';
import type { RouteOutput } from '../../../contract/routes.ts';
import type { DeviceView } from '../../../contract/scanning.ts';
import { discardFile } from '../../../platform/patience.ts';
import { imageFile, type ScanEnd, type ScannedImage, type ScannerDriver } from '../../stages/1-capture/drivers/index.ts';
import { recordAudit } from '../audit/audit.ts';
import { enqueue } from '../jobs/table.ts';
import { dossierById } from '../records/dossiers.ts';
import { countImage, scanById, scansInState, setScanState, type Scan } from '../records/scans.ts';
import { insertSourceFile, sourceFileAt } from '../records/source-files.ts';
import { advanceDossier } from '../road/advance.ts';
import { nextPosition } from '../road/register-files.ts';
import { contentChanged } from '../road/sealable.ts';
import { advanceNow, type Workshop } from '../road/workshop.ts';
import { storageFailure } from '../storage-failure.ts';

interface Running {
  readonly scan: string;
  readonly fileCode: string;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

type Listing = RouteOutput<'devices.list'>;

export class Scanning {
  readonly #folder: string;
  readonly #workshop: Workshop;
  readonly #wake: () => void;
  readonly #drivers: readonly ScannerDriver[];
  /** By device: it can do one thing at a time. */
  readonly #running = new Map<string, Running>();
  readonly #closing = new AbortController();
  #listing: Promise<Listing> | null = null;

  constructor(folder: string, workshop: Workshop, wake: () => void, drivers: readonly ScannerDriver[]) {
    this.#folder = folder;
    this.#workshop = workshop;
    this.#wake = wake;
    this.#drivers = drivers;
  }

  /** At the start of the engine: scans that were cut off are paused, with every image that their scanner delivered. */
  async recover(): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    for (const id of await readdir(this.#folder)) await this.#takeLeftBehind(id);
    for (const { id } of scansInState(this.#workshop.writer.db, 'running'))
      this.#end(id, 'paused', (images) => fail('SCAN_INTERRUPTED', { images }).error);
  }

  /** Every window is told the same list; who asks while it is being made waits for that one. */
  devices(again: boolean): Promise<Listing> {
    if (again || this.#listing === null) {
      const listing = this.#look();
      this.#listing = listing;
      listing.catch(() => (this.#listing = null));
    }
    return this.#listing;
  }

  /** The device, with its driver, as far as it was seen. */
  async find(id: string): Promise<{ device: DeviceView; driver: ScannerDriver; name: string } | null> {
    const { devices } = await this.devices(false);
    const device = devices.find((one) => one.id === id) ?? (await this.devices(true)).devices.find((one) => one.id === id);
    const driver = this.#drivers.find(({ name }) => name === device?.driver);
    return device === undefined || driver === undefined ? null : { device, driver, name: id.slice(driver.name.length + 1) };
  }

  busyWith(device: string): Running | null {
    return this.#running.get(device) ?? null;
  }

  isRunning(scan: string): boolean {
    return [...this.#running.values()].some((running) => running.scan === scan);
  }

  /** Lets the driver feed for a scan that is written down as running. */
  begin(
    scan: Scan,
    fileCode: string,
    found: { device: DeviceView; driver: ScannerDriver; name: string },
    most: number | null,
  ): void {
    const stop = new AbortController();
    const free = () => this.#running.delete(found.device.id);
    // Free before anybody is told that it is: whoever hears of the end may begin anew at once.
    const done = this.#feed(scan, found, most, stop.signal).then(
      (end) => void (free() && this.#conclude(scan, end)),
      (error: unknown) => void (free() && this.#broken(scan.id, error)),
    );
    this.#running.set(found.device.id, { scan: scan.id, fileCode, stop, done });
    this.#tell(scan.id);
  }

  stop(scan: string): void {
    for (const running of this.#running.values()) if (running.scan === scan) running.stop.abort();
  }

  /** A paused scan is complete: its document may be parted and goes on. */
  finish(id: string, actor: string): void {
    this.#end(id, 'done', () => null, actor);
  }

  /** Lets go of every device; what was delivered stays. */
  async close(): Promise<void> {
    this.#closing.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  async #look(): Promise<Listing> {
    const found = await Promise.all(
      this.#drivers.map(async (driver) => ({ driver: driver.name, result: await driver.list(this.#closing.signal) })),
    );
    return {
      devices: found.flatMap(({ result }) => (result.ok ? result.data : [])),
      looked: found.map(({ driver, result }) => ({
        driver,
        found: result.ok ? result.data.length : 0,
        problem: result.ok ? null : result.error,
      })),
    };
  }

  async #feed(
    { id, profile, replacesPage }: Scan,
    { driver, name }: { driver: ScannerDriver; name: string },
    most: number | null,
    stop: AbortSignal,
  ): Promise<Result<ScanEnd>> {
    await this.#takeLeftBehind(id);
    // The glass holds one sheet, and a page is replaced by one image.
    const count = profile.source === 'flatbed' || replacesPage !== null ? 1 : most;
    const scanned = driver.scan(
      { device: name, profile, folder: this.#folderOf(id), firstNumber: this.#scan(id).images + 1, most: count },
      { stop, kill: this.#closing.signal },
    );
    let next = await scanned.next();
    for (; next.done !== true; next = await scanned.next()) {
      try {
        await this.#take(id, next.value, false);
      } catch (error) {
        await scanned.return(fail('STATION_NOT_WRITABLE', {}));
        throw error;
      }
    }
    await rm(this.#folderOf(id), { recursive: true, force: true }).catch(() => undefined);
    return next.value;
  }

  /** `before`: the scan as it was when it began, or went on. */
  #conclude({ id, profile, replacesPage, images: before }: Scan, end: Result<ScanEnd>): void {
    const { images } = this.#scan(id);
    const fed = images - before;
    const glassWaits = profile.source === 'flatbed' && replacesPage === null;
    if (this.#closing.signal.aborted) return this.#end(id, 'paused', (n) => fail('SCAN_INTERRUPTED', { images: n }).error);
    // There is nothing to go on with when nothing came.
    const held = images > 0 ? 'paused' : 'done';
    if (!end.ok) return this.#end(id, held, (n) => withImages(end, n));
    switch (end.data) {
      case 'feeder-empty':
        return fed > 0
          ? this.#end(id, 'done', () => null)
          : this.#end(id, held, (n) => fail('FEEDER_EMPTY', { images: n }).error);
      case 'enough':
        return this.#end(id, glassWaits ? 'paused' : 'done', () => null);
      case 'stopped':
        return this.#end(id, held, (n) => fail('SCAN_STOPPED', { images: n }).error);
    }
  }

  /** A disk that is full, or a bug: what is in the scan folder stays there until it can be taken in. */
  #broken(id: string, error: unknown): void {
    const failure = storageFailure(error);
    if (failure === null) process.stderr.write(`scan ${id}: ${error instanceof Error ? error.stack : String(error)}\n`);
    const reason = failure ?? fail('SCANNER_FAILED', { reason: error instanceof Error ? error.message.slice(0, 120) : '' });
    try {
      this.#end(id, 'paused', (n) => withImages(reason, n));
    } catch {
      // Not even that can be written down; the next start finds the scan running and pauses it.
    }
  }

  /** Into the vault, then into the dossier, then out of the scan folder: cut anywhere, it is done again without a page too many. */
  async #take(id: string, { path, number }: ScannedImage, recovered: boolean): Promise<void> {
    const { vault, writer } = this.#workshop;
    const second = join(vault.tempDir(), randomUUID());
    // A second name for the same bytes, where the disk knows such a thing; the first one stays until the row is there.
    await link(path, second).catch(() => copyFile(path, second));
    const digest = await vault.putFile(second);
    writer.tx((db) => {
      const scan = scanById(db, id);
      if (scan === null) return;
      const place = `scan/${id}/${String(number).padStart(5, '0')}`;
      if (sourceFileAt(db, scan.dossierId, place) !== null) return;
      const fileId = this.#workshop.newId();
      insertSourceFile(db, {
        id: fileId,
        dossierId: scan.dossierId,
        documentId: scan.documentId,
        position: nextPosition(db, scan.dossierId),
        origin: 'scan',
        handedBy: scan.account,
        path: place,
        name: `${scan.deviceName} · ${number}.tif`,
        size: 0,
        modifiedMs: 0,
        digest,
        error: null,
        ...(scan.replacesPage === null ? {} : { replaces: scan.replacesPage, askedBy: scan.account }),
      });
      enqueue(db, 'capture', fileId, scan.dossierId, this.#workshop.clock.now());
      countImage(db, id, recovered);
      contentChanged(db, scan.dossierId);
    });
    await discardFile(path);
    this.#wake();
    this.#tell(id);
  }

  /** Images in a scan's folder that nobody took: the station died, or the driver outlived it by a page. Files in the making are not touched. */
  async #takeLeftBehind(id: string): Promise<void> {
    for (const driver of this.#drivers) await driver.letGo(this.#folderOf(id));
    const names = await readdir(this.#folderOf(id)).catch(() => []);
    for (const name of names.toSorted()) {
      const number = imageFile.exec(name)?.[1];
      if (number !== undefined) await this.#take(id, { path: join(this.#folderOf(id), name), number: Number(number) }, true);
    }
  }

  #end(id: string, state: 'paused' | 'done', why: (images: number) => CodedError | null, actor?: string): void {
    const { writer, clock } = this.#workshop;
    writer.tx((db) => {
      const { images, dossierId, account } = this.#scan(id);
      setScanState(db, id, state, why(images));
      if (state === 'done') advanceDossier(db, dossierId, advanceNow(this.#workshop));
      const { fileCode } = dossierById(db, dossierId);
      const data = { scan: id, images, error: why(images)?.code ?? '' };
      recordAudit(db, { at: clock.now(), actor: actor ?? account, action: `scan.${state}`, subject: fileCode, data });
    });
    this.#wake();
    this.#tell(id);
  }

  #tell(id: string): void {
    const { state, images, dossierId } = this.#scan(id);
    const { fileCode } = dossierById(this.#workshop.writer.db, dossierId);
    this.#workshop.emit({ topic: 'scan.changed', scan: id, fileCode, state, images });
    this.#workshop.emit({ topic: 'dossier.changed', fileCode });
  }

  #scan(id: string): Scan {
    const scan = scanById(this.#workshop.writer.db, id);
    if (scan === null) throw new Error(`no scan ${id}`);
    return scan;
  }

  #folderOf(id: string): string {
    return join(this.#folder, id);
  }
}

function withImages({ error: { code, data } }: Failure, images: number): CodedError {
  return { code, data: { ...data, images } };
}
