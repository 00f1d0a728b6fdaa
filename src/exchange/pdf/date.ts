/** Dates as PDF writes them: `D:YYYYMMDDHHmmSSOHH'mm'` (ISO 32000-1 §7.9.4). */

export function readPdfDate(text: string): Date | null {
  const parts = /^(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:Z|([+-])(\d\d)'?(\d\d)?'?)?/.exec(text);
  if (parts === null) return null;
  const [
    ,
    year,
    month = '01',
    day = '01',
    hour = '00',
    minute = '00',
    second = '00',
    sign = '+',
    zoneHour = '00',
    zoneMinute = '00',
  ] = parts;
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}${sign}${zoneHour}:${zoneMinute}`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** `date` on a clock in Vietnam, which has no summer time. */
export function writePdfDate(date: Date): string {
  const local = new Date(date.getTime() + 7 * 3_600_000).toISOString();
  return `D:${local.slice(0, 19).replace(/[-:T]/g, '')}+07'00'`;
}
