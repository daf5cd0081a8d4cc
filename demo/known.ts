// Entities of the demo that docs and tests can name, with what happened to them; for the seed that is the default.
import type { Id } from '../core/ids.ts';
import { KNOWN_CUSTOMER } from './customers.ts';
import { KNOWN_DRIVER } from './drivers.ts';
import { KNOWN_EQUIPMENT } from './equipment.ts';
import { DEFAULT_SEED, demoId } from './ids.ts';
import { KNOWN_LOAD } from './loads.ts';

export interface KnownEntity {
  readonly type: string;
  readonly id: Id;
  readonly story: string;
}

const known = (type: string, number: number, story: string): KnownEntity => ({
  type,
  id: demoId(DEFAULT_SEED, type, number),
  story,
});

export const KNOWN = {
  customer: known(
    'Customer',
    KNOWN_CUSTOMER,
    'Bronze, Silver from 1 March 2025, Gold from 1 February 2026. Its credit limit from March 2025 on was recorded as 40,000.00; since 15 September 2025 it is known to have been 60,000.00. It preferred the driver below from 1 April to 1 December 2025.',
  ),
  driver: known(
    'Driver',
    KNOWN_DRIVER,
    'Said to be suspended from 10 May to 10 June 2025, which became known on 22 May; since 1 July 2025 it is known that it was a mistake.',
  ),
  equipment: known(
    'Equipment',
    KNOWN_EQUIPMENT,
    'In the workshop from 3 June 2025: for three days, as was said first; for twelve, as was said on 5 June; for sixteen, as came to light on 11 August. A defect that the driver above reported on 2 June was retracted on the 20th.',
  ),
  load: known(
    'Load',
    KNOWN_LOAD,
    'Ordered by the customer above. Said to have been delivered on 6 May 2025 at 16:30; since 14 May it is known that it was on the 7th at 15:10.',
  ),
} as const satisfies Record<string, KnownEntity>;
