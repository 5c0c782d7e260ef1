/**
 * A figure as a person reads it: thousands set apart, none of its whole part rounded away, and as many decimals as
 * show seven digits: "18,680,856", "160,280.3", "3.490607", "0.00886".
 */
export function writtenFigure(figure: number): string {
  const size = Math.abs(figure);
  if (size === 0) return '0';
  if (size < 1e-9 || size >= 1e21) return figure.toPrecision(7);
  const decimals = Math.max(0, 6 - Number(size.toExponential().split('e')[1]));
  const [whole, fraction = ''] = size.toFixed(decimals).split('.') as [string, string?];
  const apart = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const digits = fraction.replace(/0+$/, '');
  const written = digits === '' ? apart : `${apart}.${digits}`;
  return figure < 0 && written !== '0' ? `-${written}` : written;
}
