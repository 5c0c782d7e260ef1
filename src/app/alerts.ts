import { isRefusal, type Refusal } from '../core/refusal.ts';
import type { Alert, AlertSource } from './alerts/alert.ts';
import { boardAlerts } from './alerts/board-alerts.ts';
import { positionAlerts } from './alerts/position-alerts.ts';
import { rateAlerts } from './alerts/rate-alerts.ts';
import { ratioAlerts } from './alerts/ratio-alerts.ts';
import { reserveAlerts } from './alerts/reserve-alerts.ts';

/** All alerts of a consortium as of a day, what is urgent first. Refused: as `contractPositions`. */
export async function alerts(source: AlertSource): Promise<Alert[] | Refusal> {
  const positions = await positionAlerts(source);
  if (isRefusal(positions)) return positions;
  const all = [
    ...(await reserveAlerts(source)),
    ...(await ratioAlerts(source)),
    ...positions,
    ...(await rateAlerts(source)),
    ...(await boardAlerts(source)),
  ];
  return [...all.filter(isUrgent), ...all.filter((alert) => !isUrgent(alert))];
}

const isUrgent = ({ severity }: Alert) => severity === 'urgent';
