import type { I18n } from '@lingui/core';

/** The group agreement (domain.md 3.7) in plain words of our own, in three parts so that it can be taken in. */
export function agreementParts(
  i18n: I18n,
): readonly { readonly title: string; readonly items: readonly string[] }[] {
  return [
    {
      title: i18n._('What stays here'),
      items: [
        i18n._('What people say here stays here, and so does who is here.'),
        i18n._('Nobody records, takes pictures or screenshots, or uses a note-taking tool.'),
        i18n._(
          'The facilitators must act if someone is in danger, if a child or a dependent adult is being harmed, or if a court orders it.',
        ),
      ],
    },
    {
      title: i18n._('How I take part'),
      items: [
        i18n._(
          'I join from a private place, alone. If others are near, I use headphones. If someone walks in, I press “Someone walked in”.',
        ),
        i18n._('I tell the facilitators where I am, and again if I move.'),
        i18n._(
          'I come on time and with a clear head as far as I can. If I am not able to, I say so in private.',
        ),
        i18n._('My camera is on, unless I have agreed something else with a facilitator.'),
        i18n._('I can pass. I can ask for a break or a private word at any time.'),
      ],
    },
    {
      title: i18n._('How we treat each other'),
      items: [
        i18n._('I speak for myself, I share the time, and I let others finish.'),
        i18n._('I give advice only when asked. Feedback is kind and about what I see.'),
        i18n._('I leave out amounts, prices, sources and methods, and graphic details.'),
        i18n._('While we are in treatment, I start no romance, business or money matters with others here.'),
        i18n._('If I plan to leave the group, I say goodbye in the group when I can.'),
        i18n._('If I do not feel safe tonight, I tell a facilitator before we close.'),
      ],
    },
  ];
}
