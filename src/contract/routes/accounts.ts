/** Persons with their roles, and who is signed in. */
import { z } from 'zod';
import { nfcText } from '../nfc-text.ts';
import { AccountEntry, AccountView, PersonView, RegisteredAccount, SignedInView } from '../views.ts';
import { Role } from '../vocabulary.ts';
import { command, nothing, query } from './route.ts';

export const Password = nfcText(200, 1);
export const AccountName = nfcText(50, 1).pipe(z.string().regex(/^[\p{L}\p{N}._-]+$/u));
const SignIn = z.object({ name: AccountName, password: Password });

export const accountRoutes = {
  'account.add': command(['it'], SignIn.extend({ role: Role }), AccountView),
  /** Names for lists to choose from; `account.register` is for whoever looks after them. */
  'account.list': query('person', nothing, z.array(AccountEntry)),
  'account.register': query(['it'], nothing, z.array(RegisteredAccount)),
  'account.setRole': command(['it'], z.object({ name: AccountName, role: Role }), nothing),
  'account.setEnabled': command(['it'], z.object({ name: AccountName, enabled: z.boolean() }), nothing),
  /** A new password for somebody else, who then signs in anew; for oneself `account.changePassword`. */
  'account.setPassword': command(['it'], SignIn, nothing),
  'account.changePassword': command('person', z.object({ current: Password, next: Password }), nothing),
  /** The first IT account of a station that has no account at all, and signs in with it. */
  'account.first': command('anyone', SignIn, SignedInView),
  'session.signIn': command('anyone', SignIn, SignedInView),
  'session.signOut': command('anyone', nothing, nothing),
  'session.who': query('anyone', nothing, PersonView.nullable()),
  /** After a reload: whoever holds the token of a sign-in goes on as that person. Null when that is over. */
  'session.resume': command('anyone', z.object({ token: z.string().max(200) }), PersonView.nullable()),
  /** Covers the window: everything but `session.*` is refused until the password is given. */
  'session.lock': command('anyone', nothing, nothing),
  'session.unlock': command('anyone', z.object({ password: Password }), SignedInView),
  /** Somebody is at the keyboard. Questions that a window asks by itself are no sign of that. */
  'session.active': command('anyone', nothing, nothing),
} as const;
