// The demo's invoices: paid in time or not, payments that the bank reports late, corrected amounts, and void ones.
import { type Instant, parseInstant } from '../core/instant.ts';
import { DAY, dayOf, END, HOUR, late, plus, soon } from './calendar.ts';
import { demoId } from './ids.ts';
import { dollars, type Load } from './loads.ts';
import { Random } from './random.ts';
import { type Cells, Table } from './table.ts';

const COUNT = 2_000;

export function makeInvoices(seed: number, loads: readonly Load[]): { table: Table } {
  const table = new Table('Invoice', 'invoices.csv', [
    'number',
    'amount',
    'status',
    'issuedOn',
    'dueOn',
    'paidOn',
    'customer',
    'load',
  ]);
  const billable = loads.filter((load) => load.delivered !== null && plus(load.deliveryKnown, 3 * DAY) < END);
  for (let number = 1; number <= COUNT; number += 1) {
    // A second round bills what came on top: waiting at the dock, above all.
    const load = billable[(number - 1) % billable.length];
    if (load) tell(seed, number, load, number > billable.length, table);
  }
  return { table };
}

function tell(seed: number, number: number, load: Load, extra: boolean, table: Table): void {
  const random = new Random(seed, `invoice-${number}`);
  const id = demoId(seed, 'Invoice', number);
  const issued = midnightAfter(plus(load.deliveryKnown, (extra ? random.int(4, 6) * 5 : random.int(0, 2)) * HOUR));
  const due = plus(issued, load.customer.termsDays * DAY);
  const cells: Cells = {
    number: `INV-${String(number).padStart(5, '0')}`,
    amount: dollars(extra ? random.int(4, 30) * 1_000 : load.rate),
    status: 'SENT',
    issuedOn: dayOf(issued),
    dueOn: dayOf(due),
    customer: load.customer.id,
    load: load.id,
  };
  const known = plus(issued, 8 * HOUR + soon(random));
  table.state(id, { from: issued, known }, cells);
  if (random.chance(0.02)) {
    const voided = plus(issued, random.int(1, 6) * DAY);
    table.state(id, { from: voided, known: plus(voided, 9 * HOUR + soon(random)) }, { ...cells, status: 'VOID' });
    return;
  }
  const amount = random.chance(0.03) ? dollars(load.rate + random.int(-8, 12) * 1_000) : cells.amount;
  const settled: Cells = { ...cells, amount: amount ?? null };
  // The amount was wrong from the first day.
  if (amount !== cells.amount) table.state(id, { from: issued, known: plus(known, late(random, 2, 8)) }, settled);
  pay(random, table, id, issued, due, settled);
}

function pay(
  random: Random,
  table: Table,
  id: ReturnType<typeof demoId>,
  issued: Instant,
  due: Instant,
  cells: Cells,
): void {
  const overdue = random.chance(0.18);
  const paid = overdue ? plus(due, random.int(2, 50) * DAY) : plus(issued, random.int(10, (due - issued) / DAY) * DAY);
  const slow = random.chance(0.08);
  const paymentKnown = plus(paid, slow ? late(random, 3, 9) : 9 * HOUR + soon(random));
  // A payment that the bank reports late lets an invoice look overdue that never was.
  if (paymentKnown > plus(due, DAY)) {
    table.state(
      id,
      { from: plus(due, DAY), known: plus(due, DAY + 6 * HOUR + soon(random)) },
      { ...cells, status: 'OVERDUE' },
    );
  }
  table.state(id, { from: paid, known: paymentKnown }, { ...cells, status: 'PAID', paidOn: dayOf(paid) });
}

const midnightAfter = (at: Instant): Instant => parseInstant(dayOf(plus(at, DAY)));
