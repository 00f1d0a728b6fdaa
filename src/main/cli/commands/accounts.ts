/** account: the station's persons, looked after by whoever sits at the machine and could read its files anyway. */
import type { Role } from '../../../contract/vocabulary.ts';
import { call, secretFrom, withStation } from '../station.ts';
import type { Register } from '../define.ts';

const roleWords: Readonly<Record<Role, readonly [vi: string, en: string]>> = {
  clerk: ['văn thư', 'clerk'],
  supervisor: ['người duyệt', 'supervisor'],
  it: ['quản trị', 'IT'],
};

export const registerAccounts: Register = (define) => {
  define<{ role: Role; passEnv: string }>(
    'account add <name>',
    'add an account; the password comes from an environment variable',
    (command) =>
      command
        .requiredOption('--role <role>', 'clerk, supervisor or it')
        .requiredOption('--pass-env <var>', 'variable that holds the password'),
    async ({ options, args, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const account = await call(session, 'account.add', {
          name: args[0]!,
          role: options.role,
          password: secretFrom(options.passEnv),
        });
        out.answer({ ok: true, ...account }, [out.say(`Đã thêm tài khoản ${account.name}.`, `Added account ${account.name}.`)]);
      }),
  );

  define<{ passEnv: string }>(
    'account password <name>',
    'set a new password, when nobody can sign in who could; it comes from an environment variable',
    (command) => command.requiredOption('--pass-env <var>', 'variable that holds the new password'),
    async ({ options, args, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const name = args[0]!.normalize('NFC');
        await call(session, 'account.setPassword', { name, password: secretFrom(options.passEnv) });
        const { role, disabled } = (await call(session, 'account.list', {})).find((account) => account.name === name)!;
        out.answer({ ok: true, name, role, disabled }, [
          out.say(
            `Đã đặt mật khẩu mới cho tài khoản ${name}; nhật ký đã ghi.`,
            `Set a new password for account ${name}; the audit trail says so.`,
          ),
          ...(disabled
            ? [
                out.say(
                  'Tài khoản này đã ngừng, nên vẫn chưa đăng nhập được.',
                  'The account is disabled, so it still cannot sign in.',
                ),
              ]
            : []),
        ]);
      }),
  );

  define(
    'account list',
    'names and roles',
    (command) => command,
    async ({ options, out }) =>
      withStation({ dataDir: options.data }, async ({ session }) => {
        const accounts = await call(session, 'account.list', {});
        out.answer(
          { accounts },
          accounts.map(({ name, role, disabled }) => {
            const said = out.say(...roleWords[role]);
            return `${name}  ${said}${disabled ? out.say(' (đã ngừng)', ' (disabled)') : ''}`;
          }),
        );
      }),
  );
};
