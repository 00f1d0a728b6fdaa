/** How a person gets in, in any language. */
import type { Page } from 'playwright-core';

export async function signIn(page: Page, { name, password }: { name: string; password: string }): Promise<void> {
  await givePassword(page, { name, password });
  await personButton(page, name).waitFor();
}

/** Fills the sign-in screen and sends it, whatever comes of it. */
export async function givePassword(page: Page, { name, password }: { name?: string; password: string }): Promise<void> {
  if (name !== undefined) await page.getByRole('textbox', { name: /^(?:Tên đăng nhập|Name)/ }).fill(name);
  // By role: what a lock screen covers has labels too, but nobody can see them.
  await page.getByRole('textbox', { name: /^(?:Mật khẩu|Password)/ }).fill(password);
  await page.getByRole('button', { name: /^(?:Đăng nhập|Sign in|Mở khóa|Unlock)$/ }).click();
}

/** Who is at work, at the top right. */
export function personButton(page: Page, name: string) {
  return page.getByRole('banner').getByRole('button', { name: new RegExp(`^${name} \\(`) });
}
