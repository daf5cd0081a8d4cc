// What most tests ask for of an entity's facts.

/** All that are visible. */
export const VISIBLE = { range: 'VISIBLE', names: null, direction: 'BOTH', where: null } as const;

/** The same, newest first. */
export const NEWEST = { ...VISIBLE, axis: 'VALID', order: 'DESC' } as const;
