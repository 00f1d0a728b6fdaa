/** Persons with their roles, and who is signed in. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { AccountView } from '../views.ts';
import { Role } from '../vocabulary.ts';
import { command, nothing, query } from './route.ts';

const Password = nfcText(200, 1);
export const AccountName = nfcText(50, 1).pipe(z.string().regex(/^[\p{L}\p{N}._-]+$/u));

export const accountRoutes = {
  'account.add': command(['it'], z.object({ name: AccountName, role: Role, password: Password }), AccountView),
  'account.list': query('person', nothing, z.array(AccountView)),
  'session.signIn': command('anyone', z.object({ name: AccountName, password: Password }), AccountView),
  'session.signOut': command('anyone', nothing, nothing),
  'session.who': query('anyone', nothing, AccountView.nullable()),
} as const;
