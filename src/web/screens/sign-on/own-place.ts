/** Where to go after signing on: an address of the console itself, never another site, however it is written. */
export function ownPlace(to: string | undefined, origin: string): string {
  if (to === undefined || !URL.canParse(to, origin)) return '/';
  const { origin: there, pathname, search, hash } = new URL(to, origin);
  return to.startsWith('/') && there === origin ? `${pathname}${search}${hash}` : '/';
}
