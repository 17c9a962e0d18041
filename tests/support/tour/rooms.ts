import { inTab, opened, type Visit } from './visit.ts';
import { nameMembers, type Company } from './session.ts';

/** Breakout rooms from the empty board to the way back, as staff and members see them. */
export async function tourRooms(company: Company, visit: Visit): Promise<void> {
  const { lead, co, members } = company;
  const { ana, spanish } = nameMembers(company);
  const half = Math.ceil(members.length / 2);
  const names = members.map(({ name }) => name);
  await lead.button('Arrange rooms').click();
  await visit(
    lead.page,
    'dialog-make-rooms',
    inTab(
      'Rooms',
      opened((page) => page.getByRole('button', { name: 'Make rooms…' }).first().click()),
    ),
  );
  await lead.arrangeRooms({ 'Room 1': names.slice(0, half), 'Room 2': names.slice(half) });
  await visit(lead.page, 'rooms-plan', inTab('Rooms'));
  await visit(
    lead.page,
    'dialog-open-rooms',
    opened((page) => page.keyboard.press('r')),
  );
  await lead.button('Open rooms').click();
  await ana.page.getByRole('heading', { name: 'Room 1' }).waitFor();
  await co.button('Visit Room 1').click();
  await co.page.getByText('You are in Room 1').waitFor();
  await visit(lead.page, 'rooms', inTab('Rooms'));
  await visit(co.page, 'session-visit');
  await visit(ana.page, 'member-breakout');
  await visit(spanish.page, 'member-breakout-es');

  await lead.button('Bring back at another time').click();
  await lead.page.getByRole('menuitem', { name: 'In 120 seconds' }).click();
  await ana.page.getByTestId('recall').waitFor();
  await visit(lead.page, 'rooms-recall', inTab('Rooms'));
  await visit(ana.page, 'member-recall');
  await lead.button('Bring back now').click();
  await lead.button('Arrange rooms').waitFor();
}
