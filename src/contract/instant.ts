import { Instant } from './vocabulary.ts';

const vietnamOffsetMs = 7 * 60 * 60 * 1000;

/** An instant in the zone of Vietnam, which has had no summer time since 1975: `2026-06-12T11:45:37.690+07:00`. */
export function toInstant(epochMs: number): Instant {
  return Instant.parse(`${new Date(epochMs + vietnamOffsetMs).toISOString().slice(0, -1)}+07:00`);
}

/** `2026-06-12T…` → `12/06/2026`, the day form of archival metadata and of every screen. */
export function toArchivalDate(instant: Instant): string {
  return `${instant.slice(8, 10)}/${instant.slice(5, 7)}/${instant.slice(0, 4)}`;
}
