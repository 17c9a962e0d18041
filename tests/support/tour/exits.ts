import { opened, type Visit } from './visit.ts';
import { nameMembers, type Company } from './session.ts';

/** Every way out of the room, the end, and the attendance. */
export async function tourExits(company: Company, visit: Visit): Promise<void> {
  const { lead, co } = company;
  const { ana, ben, cora, spanish } = nameMembers(company);
  await visit(
    ben.page,
    'member-leave-question',
    opened((page) => page.getByRole('button', { name: 'Leave', exact: true }).first().click()),
  );
  await ben.leave();
  await visit(ben.page, 'member-left');
  await ben.page.reload();
  await ben.page.getByRole('button', { name: 'Enter', exact: true }).waitFor();
  await visit(ben.page, 'member-returning');

  await tourRemoval(company, visit);

  const secondWindow = await ana.page.context().newPage();
  await secondWindow.goto(ana.page.url());
  await ana.page.getByText('Your group is open in another window').first().waitFor();
  await visit(ana.page, 'member-taken-over');
  await ana.page.getByRole('button', { name: 'Use it here' }).click();
  await ana.inRoom();
  await secondWindow.close();

  const secondConsole = await co.page.context().newPage();
  await secondConsole.goto(co.page.url());
  await co.page.getByTestId('closed-takenOver').waitFor();
  await visit(co.page, 'session-closed');
  await secondConsole.close();

  await visit(
    lead.page,
    'dialog-end',
    opened((page) => page.getByRole('button', { name: 'End', exact: true }).click()),
  );
  await lead.button('End').click();
  await lead.button('End session for everyone').click();
  await lead.button('See the attendance').waitFor();
  await visit(lead.page, 'ended');
  await ana.page.getByText('Your group has ended for today').first().waitFor();
  await visit(ana.page, 'member-ended');
  await spanish.page.getByText(spanish.say('Your group has ended for today')).first().waitFor();
  await visit(spanish.page, 'member-ended-es');
  await lead.button('See the attendance').click();
  await lead.page.getByTestId('attendance').getByText(cora.name).waitFor();
  await visit(lead.page, 'attendance');
}

async function tourRemoval(company: Company, visit: Visit): Promise<void> {
  const { lead } = company;
  const { cora } = nameMembers(company);
  await lead.page
    .getByRole('button', { name: `Actions for ${cora.name}` })
    .first()
    .click();
  await lead.page.getByRole('menuitem', { name: 'Remove…' }).click();
  const asking = lead.page.getByRole('alertdialog');
  await asking.getByRole('button', { name: 'Remove', exact: true }).click();
  await cora.page.getByText('You are not in the group just now').first().waitFor();
  await visit(cora.page, 'member-removed');
  await lead.page.getByRole('list', { name: 'People who are out' }).waitFor();
  await visit(lead.page, 'session-removed');
}
