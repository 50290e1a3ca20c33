import type { Person } from '../../../playground/server/people/person';
import type { Circle } from '../../support/circle';

export type Choices = Parameters<Person['fillIn']>[0];

/** Saves these settings in the form, and gives the confirmation. */
export async function saves(circle: Circle, person: Person, choices: Choices): Promise<string> {
  await person.types('/referral settings');
  await person.fillIn(choices);
  await person.submit();
  await circle.settle();
  const { text } = person.modal!;
  await person.closeModal();
  return text;
}

/** What the form says where these choices make no sense, by label; it is closed again. */
export async function savingTo(person: Person, choices: Choices): Promise<Record<string, string>> {
  await person.types('/referral settings');
  await person.fillIn(choices);
  const { errors } = await person.submit();
  await person.closeModal();
  return errors;
}
