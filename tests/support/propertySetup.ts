import * as fc from 'fast-check';
import { sayHowToRepeat, seedProperties } from './seedProperties.ts';

seedProperties(process.env['CIRCLEWELL_SEED']);
fc.installGlobalPlugin(sayHowToRepeat);
