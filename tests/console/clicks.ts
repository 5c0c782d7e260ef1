// What a person does on a page of the console: opens a dialog, fills it in, presses its button, reads what came of it; and
// what the API answers the same person.
import type { Locator, Page } from 'playwright-core';
import type { OpenPage } from './console.ts';

/** Asks the API as who is signed on in a page. */
export async function read<T>({ page }: OpenPage, path: string): Promise<T> {
  return page.evaluate(async (at) => (await fetch(`/api/v1/consortia/demo${at}`)).json(), path) as Promise<T>;
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
export const dialog = (page: Page) => page.getByRole('dialog');

/** Waits until a page answers this. */
export const answered = (page: Page, answer: RegExp) =>
  page.locator('main h1', { hasText: answer }).waitFor();

/** Fields by their labels, each with what is typed, the choice or choices made, or `true` for a tick. */
export type Filled = Readonly<Record<string, string | readonly string[] | true>>;

/** Fills fields of a part of a page, in order. */
export async function fill(within: Locator, filled: Filled): Promise<void> {
  for (const [label, value] of Object.entries(filled)) {
    // A field that is needed has a star behind its label; a list that opens has the label too.
    const field = within.getByLabel(new RegExp(`^${label}( \\*)?$`)).first();
    if (value === true) await field.check();
    else if (typeof value === 'object') {
      await field.click();
      for (const choice of value) await within.page().getByRole('option', { name: choice }).click();
      await within.page().keyboard.press('Escape');
    } else if (await field.evaluate((element) => element.tagName === 'SELECT'))
      await field.selectOption({ label: value });
    else if ((await field.getAttribute('aria-haspopup')) === 'listbox') {
      await field.click();
      await within.page().getByRole('option', { name: value }).first().click();
    } else await field.fill(value);
  }
}

/** Presses a button that asks once more, fills the dialog in, and presses its like there; the dialog goes when it is done. */
export async function confirm(page: Page, name: string, filled: Filled = {}): Promise<void> {
  await button(page, name).first().click();
  await fill(dialog(page), filled);
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** As `confirm`, where the dialog stays and says what was done; then it is closed. */
export async function act(page: Page, name: string, filled: Filled, done: RegExp): Promise<void> {
  await button(page, name).first().click();
  await fill(dialog(page), filled);
  await dialog(page).getByRole('button', { name, exact: true }).click();
  await dialog(page).getByText(done).waitFor();
  await close(page);
}

/** Closes the dialog or drawer that is open. */
export async function close(page: Page): Promise<void> {
  await dialog(page).getByRole('button', { name: 'Close', exact: true }).first().click();
  await dialog(page).waitFor({ state: 'detached' });
}
