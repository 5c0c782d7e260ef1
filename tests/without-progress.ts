// What a command says on standard error, but how far it is: that it tells every few seconds, so that it depends on how fast
// the machine is whether it tells it at all.
const PROGRESS = /^(adjudicating|importing \S+): [\d,.]+ .*\n/gm;

export const withoutProgress = (said: string) => said.replace(PROGRESS, '');
