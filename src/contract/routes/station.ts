/** Whose station this is, its archive, and how it stands. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { DoorView, SignedInView, StationView, StatusView } from '../views.ts';
import { AgencyCode } from '../vocabulary.ts';
import { AccountName, Password } from './accounts.ts';
import { command, nothing, query } from './route.ts';

const NewStation = z.object({
  agencyCode: AgencyCode,
  agencyName: nfcText(200, 1),
  fondsCode: nfcText(50, 1),
  practice: z.boolean(),
});

export const stationRoutes = {
  'station.get': query('anyone', nothing, StationView.nullable()),
  'station.door': query('anyone', nothing, DoorView),
  'station.init': command('anyone', NewStation, StationView),
  /** The first start: station, language and first IT account at once or not at all; signs in with that account. */
  'station.setUp': command(
    'anyone',
    NewStation.extend({ language: z.enum(['vi', 'en']), account: z.object({ name: AccountName, password: Password }) }),
    SignedInView,
  ),
  'station.status': query('person', nothing, StatusView),
  'station.setArchive': command(
    ['it'],
    z.object({
      url: nfcText(2000)
        .pipe(z.url({ protocol: /^https?$/ }))
        .nullable(),
      publicKey: nfcText(200).nullable().default(null),
    }),
    StationView,
  ),
} as const;
