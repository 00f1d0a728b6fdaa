/**
 * A station as a session sees it, made of records instead of a database: for states that the real engine reaches only by
 * accident or after hours (five thousand dossiers, everything parked). The records pass the contract's own parsers.
 */
import { createHash } from 'node:crypto';
import { ok, fail } from '../../src/contract/result.ts';
import { defaultSettings } from '../../src/contract/settings.ts';
import { routes, type EngineEvent, type RouteName } from '../../src/contract/routes.ts';
import type { ProgressView, WorkSummary } from '../../src/contract/routes/work.ts';
import { stepNames, type Ledger } from '../../src/contract/vocabulary.ts';
import { DossierStep, type DeliveryView, type DossierDetail, type DossierView, type JobView } from '../../src/contract/views.ts';
import type { Served } from '../../src/main/browser/index.ts';
import type { Session } from '../../src/main/engine/index.ts';

export interface SampleStation extends Served {
  emit(event: EngineEvent): void;
  readonly dossiers: DossierView[];
  readonly jobs: JobView[];
}

export interface SampleImage {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

export interface SampleOptions {
  readonly dossiers: number;
  readonly practice?: boolean;
  readonly allParked?: boolean;
  readonly longTitle?: boolean;
  /** Photographs of pages (JPEG) shown in turn. */
  readonly images?: readonly SampleImage[];
}

const titles = [
  'Hồ sơ giải phóng mặt bằng, bồi thường và hỗ trợ tái định cư đường bến Trà, xã Hòa Bình',
  'Hồ sơ phòng chống thiên tai và tìm kiếm cứu nạn năm 2019',
  'Hồ sơ đăng ký kết hôn năm 2009, quyển 2',
  'Kế hoạch và báo cáo thực hiện chương trình xây dựng nông thôn mới giai đoạn 2016–2020',
  'Hồ sơ cấp giấy chứng nhận quyền sử dụng đất hộ ông Nguyễn Văn Thưởng',
  'Biên bản kiểm kê tài sản công của Ủy ban nhân dân xã năm 2014',
];
const places = [...stepNames, 'done'] as const;
const instant = (n: number) =>
  `2026-06-${String(1 + (n % 28)).padStart(2, '0')}T09:${String(n % 60).padStart(2, '0')}:37.690+07:00` as DossierView['changedAt'];
const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
export const sampleDigest = (n: number) => createHash('sha256').update(`page ${n}`).digest('hex');
const codeOf = (n: number) => `H49.64.33.${2000 + (n % 25)}.${160 + n}`;

export function sampleStation(options: SampleOptions): SampleStation {
  const { images = [] } = options;
  const listeners = new Set<(event: EngineEvent) => void>();
  const dossiers = Array.from({ length: options.dossiers }, (_, n) => dossierOf(n, options));
  const jobs: JobView[] = dossiers.flatMap((dossier, n) => jobsOf(dossier, n, options));
  const deliveries = dossiers.filter(({ delivery }) => delivery !== null).map(deliveryOf);

  const answers: Partial<Record<RouteName, (input: never) => unknown>> = {
    'station.get': () => ({
      agencyCode: 'H49.64.33',
      agencyName: 'Ủy ban nhân dân xã Hòa Bình',
      fondsCode: 'UBND',
      practice: options.practice ?? false,
      archiveUrl: 'https://luutru.example.vn/tiep-nhan',
      version: '0.1.0',
    }),
    'station.door': () => ({ made: true, accounts: true, language: 'vi' }),
    'session.who': () => ({ name: 'lan', role: 'clerk', locked: false, passwordOfOther: false }),
    'session.active': () => ({}),
    'practice.get': () => ({ offered: false, part: null }),
    'settings.get': () => ({ values: defaultSettings(), locked: [], problems: [], places: [] }),
    'station.status': () => ({
      dossiers: dossiers.map(({ fileCode, step, documents, pages, parked }) => ({ fileCode, step, documents, pages, parked })),
      jobs: { ready: dossiers.length > 3 ? 14 : 0, running: countOf(jobs, 'running'), parked: countOf(jobs, 'parked') },
      ledger: ledgerOf(dossiers),
      queue: queueOf(deliveries),
    }),
    'work.summary': () => summaryOf(dossiers, jobs, deliveries),
    'progress.get': () => progressOf(dossiers, jobs),
    'plan.list': () => ({ lines: [], unplaced: [] }),
    'dossier.list': ({ offset, limit }: { offset: number; limit: number }) => ({
      total: dossiers.length,
      dossiers: dossiers.slice(offset, offset + limit),
    }),
    'dossier.get': ({ fileCode }: { fileCode: string }) =>
      detailOf(
        dossiers.find((dossier) => dossier.fileCode === fileCode)!,
        images,
      ),
    'job.list': ({ state, limit }: { state: string | null; limit: number }) =>
      jobs.filter((job) => state === null || job.state === state).slice(0, limit),
    'queue.line': () => ({
      line: deliveries.length === 0 ? { state: 'idle' } : { state: 'closed', until: '2026-11-25T22:00:00.000+07:00' },
      limits: { timetable: null, capKbit: null, dayMb: null, monthMb: null },
      locked: [],
      rate: 61_000,
      used: { day: 12_000_000, month: 240_000_000 },
      ahead: { packages: deliveries.length, bytes: deliveries.length * 4_100_000, finishAt: '2026-11-28T03:10:00.000+07:00' },
      counts: { line: deliveries.length, disk: 0, receipts: 0, rejections: 0 },
      disk: null,
      now: '2026-11-25T14:00:00.000+07:00',
    }),
    'queue.list': ({ offset, limit }: { offset: number; limit: number }) => ({
      total: deliveries.length,
      deliveries: deliveries.slice(offset, offset + limit),
    }),
  };

  function openSession(): Session {
    const own = new Set<(event: EngineEvent) => void>();
    return {
      async call(name, input) {
        const handler = answers[name as RouteName];
        if (handler === undefined) return fail('CALL_CRASHED', { route: name });
        const route = routes[name as RouteName];
        return ok(route.output.parse(handler(route.input.parse(input) as never)));
      },
      subscribe(listener) {
        own.add(listener);
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      close: () => own.forEach((listener) => listeners.delete(listener)),
    };
  }
  const picture = async (digest: string) => {
    const n = images.findIndex((_, index) => sampleDigest(index) === digest);
    const image = images[n];
    return image === undefined ? null : { path: image.path, mime: 'image/jpeg', bytes: image.bytes };
  };
  return {
    openSession,
    download: async () => null,
    take: async () => fail('UPLOAD_REFUSED'),
    blob: picture,
    thumbnail: picture,
    emit: (event) => listeners.forEach((listener) => listener(event)),
    dossiers,
    jobs,
  };
}

function dossierOf(n: number, { longTitle, allParked }: SampleOptions): DossierView {
  const step = places[[2, 9, 3, 6, 8, 4, 9, 0, 5, 7][n % 10]!]!;
  const pages = 7 + ((n * 5) % 23);
  const blank = n % 3;
  const separator = n % 2;
  const title = titles[n % titles.length]!;
  return {
    id: uuid(n + 1),
    fileCode: codeOf(n),
    title: longTitle === true ? `${title} – ${titles.join('; ')}`.slice(0, 200) : title,
    step,
    documents: 2 + (n % 7),
    pages,
    parked: allParked === true ? 2 : n === 0 ? 1 : n === 3 ? 2 : 0,
    ledger: { in: pages + blank + separator, blank, separator, clerk: 0, out: pages },
    revision: 1,
    objid: step === 'send' || step === 'done' ? `uuid-${uuid(n + 1).toUpperCase()}` : null,
    delivery: step === 'done' ? 'delivered' : step === 'send' ? (n % 20 === 4 ? 'sending' : 'waiting') : null,
    changedAt: instant(n),
  };
}

function jobsOf(dossier: DossierView, n: number, { allParked }: SampleOptions): JobView[] {
  const job = (offset: number, rest: Partial<JobView>): JobView => ({
    id: n * 10 + offset,
    step: 'recognise',
    subject: uuid(n * 10 + offset),
    about: { source: 'IMG_0044.jpg', page: 1, document: null },
    dossierId: dossier.id,
    fileCode: dossier.fileCode,
    state: 'running',
    attempts: 1,
    error: null,
    changedAt: dossier.changedAt,
    ...rest,
  });
  const parked = [
    job(5, { state: 'parked', step: 'recognise', attempts: 3, error: { code: 'PAGE_UNREADABLE', data: {} } }),
    job(6, {
      state: 'parked',
      step: 'capture',
      attempts: 2,
      about: { source: 'IMG_0042.jpg', page: null, document: null },
      error: { code: 'FILE_EMPTY', data: { name: 'IMG_0042.jpg' } },
    }),
  ];
  const running = n === 0 ? [job(1, {}), job(2, { step: 'compose', about: { source: null, page: null, document: 2 } })] : [];
  return [...running, ...parked.slice(0, allParked === true ? 2 : dossier.parked)];
}

function deliveryOf(dossier: DossierView): DeliveryView {
  const bytes = 4_100_000;
  return {
    current: true,
    objid: dossier.objid!,
    fileCode: dossier.fileCode,
    title: dossier.title,
    dossierId: dossier.id,
    state: dossier.delivery!,
    order: null,
    heldBy: null,
    disk: null,
    replaces: null,
    job: null,
    finishAt: null,
    documents: dossier.documents,
    pages: dossier.pages,
    bytes,
    sentBytes: dossier.delivery === 'sending' ? 2_540_000 : dossier.delivery === 'delivered' ? bytes : 0,
    attempts: 1,
    error: null,
    reasons: [],
    digest: sampleDigest(0) as DeliveryView['digest'],
    fileName: `${dossier.fileCode}.zip`,
    receiptNumber: dossier.delivery === 'delivered' ? `BN-2026-${dossier.fileCode.split('.').at(-1)}` : null,
    changedAt: dossier.changedAt,
  };
}

function detailOf(dossier: DossierView, images: readonly SampleImage[]): DossierDetail {
  const page = (n: number, ordinal: number, tray: 'blank' | 'separator' | null): DossierDetail['tray'][number] => {
    const image = images[n % Math.max(images.length, 1)] ?? { width: 1654, height: 2339 };
    const digest = sampleDigest(
      n % Math.max(images.length, 1),
    ) as DossierDetail['documentList'][number]['pages'][number]['image']['image'];
    return {
      id: uuid(1000 + n),
      ordinal,
      image: {
        image: digest,
        mime: 'image/jpeg',
        width: image.width,
        height: image.height,
        orientation: 1,
        dpiX: 200,
        dpiY: 200,
        dpiAssumed: false,
        colour: 'colour',
        origin: 'file',
        source: digest,
        sourcePage: 1,
      },
      clean: null,
      wordCount: tray === null ? 312 : 0,
      meanConfidence: tray === null ? 91 : 0,
      tray,
      words: null,
      sourcePath: `1/IMG_${String(40 + n).padStart(4, '0')}.jpg`,
      sourceName: `IMG_${String(40 + n).padStart(4, '0')}.jpg`,
      returned: null,
      reviewedBy: null,
    };
  };
  const proposed = (value: string, confidence: number) => ({
    value,
    confidence,
    page: 1,
    box: [200, 300, 700, 360] as [number, number, number, number],
  });
  let n = 0;
  return {
    ...dossier,
    description: {
      title: dossier.title,
      maintenance: '01',
      mode: '01',
      language: ['01'],
      startDate: '',
      endDate: '',
      keyword: '',
      format: '',
      inforSign: '',
      paperFileCode: '',
      riskRecovery: '0',
      riskRecoveryStatus: '',
      description: '',
    },
    documentList: Array.from({ length: dossier.documents }, (_, index) => ({
      id: uuid(500 + index),
      docId: `${dossier.fileCode}.${index + 1}`.slice(-25),
      ordinal: index + 1,
      state: index === 1 ? 'returned' : index === 2 ? 'captured' : 'proposed',
      pages: Array.from({ length: index === 0 ? 40 : 2 }, (_unused, ordinal) => page(n++, ordinal + 1, null)),
      proposal:
        index === 2
          ? null
          : {
              typeName: proposed(['02', '15', '07'][index % 3]!, 0.98),
              codeNumber: proposed(String(123 + index), 0.95),
              codeNotation: proposed('QĐ-UBND', 0.93),
              issuedDate: proposed('12/03/2009', 0.61),
              organName: proposed('Ủy ban nhân dân xã Hòa Bình', 0.97),
              subject: proposed('Về việc phê duyệt phương án bồi thường, hỗ trợ và tái định cư khi Nhà nước thu hồi đất', 0.78),
              signer: proposed('', 0),
              subType: '',
              doubts: [],
            },
      fields: null,
      describedBy: null,
      approvedBy: null,
      returned:
        index === 1
          ? { by: 'Trần Thị Hạnh', reason: 'Trang 2 bị mờ, không đọc được số tiền.', page: 2, at: dossier.changedAt }
          : null,
      pdf: null,
      signedPdf: null,
      bytes: 0,
      warnings: [],
      sources: {},
      remarks: [],
    })),
    tray: [page(n++, 1, 'blank'), page(n++, 2, 'separator')],
    problems: [{ source: 'IMG_0099.jpg', page: null, error: { code: 'FILE_EMPTY', data: { name: 'IMG_0099.jpg' } } }],
  };
}

function countOf(jobs: readonly JobView[], state: JobView['state']): number {
  return jobs.filter((job) => job.state === state).length;
}

function addLedgers(a: DossierView['ledger'], b: DossierView['ledger']): DossierView['ledger'] {
  return {
    in: a.in + b.in,
    blank: a.blank + b.blank,
    separator: a.separator + b.separator,
    clerk: a.clerk + b.clerk,
    out: a.out + b.out,
  };
}

function ledgerOf(dossiers: readonly DossierView[]): Ledger {
  return dossiers.reduce((sum, { ledger }) => addLedgers(sum, ledger), { in: 0, blank: 0, separator: 0, clerk: 0, out: 0 });
}

function queueOf(deliveries: readonly DeliveryView[]): WorkSummary['queue'] {
  return {
    waiting: deliveries.filter(({ state }) => state === 'waiting').length,
    sending: deliveries.filter(({ state }) => state === 'sending').length,
    delivered: deliveries.filter(({ state }) => state === 'delivered').length,
    bytes: deliveries.filter(({ state }) => state !== 'delivered').reduce((sum, { bytes }) => sum + bytes, 0),
  };
}

function summaryOf(dossiers: readonly DossierView[], jobs: readonly JobView[], deliveries: readonly DeliveryView[]): WorkSummary {
  const parked = countOf(jobs, 'parked');
  const documentsAt = (step: string) =>
    sumOf(dossiers.filter((dossier) => dossier.step === step).map(({ documents }) => documents));
  const waiting = {
    describe: documentsAt('describe'),
    returned: 0,
    sign: documentsAt('sign'),
    verify: dossiers.filter(({ step }) => step === 'verify').length,
    parked,
  };
  const steps = DossierStep.options.map((step) => {
    const there = dossiers.filter((dossier) => dossier.step === step);
    return [
      step,
      {
        dossiers: there.length,
        documents: sumOf(there.map(({ documents }) => documents)),
        pages: sumOf(there.map(({ pages }) => pages)),
      },
    ] as const;
  });
  return {
    steps: Object.fromEntries(steps) as WorkSummary['steps'],
    waiting,
    mine: { ...waiting, sign: 0, verify: 0, parked: 0 },
    pagesReturned: 0,
    dossiers: dossiers.length,
    jobs: { ready: dossiers.length > 3 ? 14 : 0, running: countOf(jobs, 'running'), parked },
    ledger: ledgerOf(dossiers),
    unbalanced: null,
    queue: queueOf(deliveries),
  };
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The overview of a station that has no plan: what is done of what it holds. */
function progressOf(dossiers: readonly DossierView[], jobs: readonly JobView[]): ProgressView {
  const done = dossiers.filter(({ step }) => step === 'done');
  const amount = (of: readonly DossierView[]) => ({ dossiers: of.length, pages: sumOf(of.map(({ pages }) => pages)) });
  const standing = (of: readonly DossierView[]) => {
    const own = of.filter(({ step }) => step === 'done');
    const left = amount(of).pages - amount(own).pages;
    return { planned: amount(of), standing: amount(of), approved: amount(own).pages, done: amount(own), left };
  };
  const whole = standing(dossiers);
  const years = [...new Set(dossiers.map(({ fileCode }) => fileCode.split('.').at(-2)!))].toSorted();
  const parked = jobs.filter(({ state }) => state === 'parked');
  return {
    today: '2026-06-12',
    planned: false,
    forecast:
      whole.planned.pages === 0
        ? { kind: 'nothing' }
        : { kind: 'unknown', left: whole.left, days: Math.min(4, done.length), wanted: 5 },
    whole,
    unplaced: { dossiers: 0, pages: 0 },
    byFonds: dossiers.length === 0 ? [] : [{ key: 'H49.64.33', name: 'Ủy ban nhân dân xã Hòa Bình', ...whole }],
    byYear: years.map((year) => ({
      key: year,
      name: year,
      ...standing(dossiers.filter(({ fileCode }) => fileCode.includes(`.${year}.`))),
    })),
    byKind: [],
    days: Array.from({ length: 14 }, (_, index) => ({
      day: `2026-06-${String(index + 1).padStart(2, '0')}`,
      capture: dossiers.length * index,
      describe: 0,
      approve: 0,
      receipt: 0,
    })),
    work: dossiers.length === 0 ? [] : [{ account: 'lan', kind: 'capture', today: 120, week: 540, documents: 0 }],
    stuck: parked.slice(0, 1).map(({ step, error, fileCode }) => ({ step, error: error!, jobs: parked.length, fileCode })),
  };
}
