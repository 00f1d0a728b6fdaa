import { ok } from '../../../contract/result.ts';
import { machineFindings } from '../health/machine.ts';
import { stationFindings } from '../health/station.ts';
import { weighings } from '../health/weigh.ts';
import type { Handlers } from '../handler.ts';

export const healthHandlers: Pick<Handlers, 'health.check'> = {
  'health.check': async (context) => {
    const { dataDir, writer, software } = context;
    const machine = await machineFindings(dataDir, weighings(writer.db));
    return ok({ version: software.version, findings: [...machine, ...(await stationFindings(context, dataDir))] });
  },
};
