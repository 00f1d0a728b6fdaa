/** Whose station this is, its archive, and how it stands. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { StationView, StatusView } from '../views.ts';
import { AgencyCode } from '../vocabulary.ts';
import { command, nothing, query } from './route.ts';

export const stationRoutes = {
  'station.get': query('anyone', nothing, StationView.nullable()),
  'station.init': command(
    'anyone',
    z.object({ agencyCode: AgencyCode, agencyName: nfcText(200, 1), fondsCode: nfcText(50, 1), practice: z.boolean() }),
    StationView,
  ),
  'station.status': query('anyone', nothing, StatusView),
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
