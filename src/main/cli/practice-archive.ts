/** The archive's end started by a command: embedded for practice, or as a service of its own. */
import { pino } from 'pino';
import { createArchive, type ValidatePackage } from '../../archive/index.ts';
import { documentInspector } from '../../exchange/sip/document-check.ts';
import { validatePackage } from '../../exchange/sip/validate.ts';
import { must } from './station.ts';

export interface RunningArchive {
  readonly url: string;
  readonly publicKey: string;
  close(): Promise<void>;
}

/** For one command's duration, on any free port of this machine; its register and packages stay in `dir`. */
export function openPracticeArchive(dir: string): Promise<RunningArchive> {
  return openArchiveService({ dir, port: 0, name: 'Lưu trữ luyện tập', practice: true, log: false });
}

/** Which CAs an archive trusts is the province's to say; without any, integrity is checked and identity is not. */
export const judgeAsArchive: ValidatePackage = (zip) =>
  validatePackage(zip, { inspectDocument: documentInspector({ trust: [] }) });

export async function openArchiveService(options: {
  dir: string;
  port: number;
  name: string;
  practice: boolean;
  log: boolean;
}): Promise<RunningArchive> {
  const archive = must(
    await createArchive({
      dir: options.dir,
      name: options.name,
      practice: options.practice,
      validate: judgeAsArchive,
      ...(options.log ? { log: pino({ base: null }, pino.destination(2)) } : {}),
    }),
  );
  const listening = await archive.listen({ host: '127.0.0.1', port: options.port });
  if (!listening.ok) await archive.close();
  const { url, publicKey } = must(listening);
  return { url, publicKey, close: () => archive.close() };
}
