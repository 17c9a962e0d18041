import { z } from 'zod';

/** The kinds of group there are: what a unit suits, and the modality that a note names. Source: domain.md 3.1, `GroupType`. */
export const groupTypeSchema = z.enum([
  'psychoeducational',
  'skills_development',
  'cognitive_behavioral',
  'support',
  'interpersonal_process',
  'relapse_prevention',
  'culturally_specific',
  'expressive',
  'multifamily',
]);
