import { createContext, useContext } from 'react';
import type { MemberModel } from './memberContract.ts';

/** The page's model, for every screen. */
export const ModelContext = createContext<MemberModel | null>(null);

/** The page's model. */
export function useModel(): MemberModel {
  const model = useContext(ModelContext);
  if (model === null) throw new Error('No <MemberApp> around this component.');
  return model;
}
