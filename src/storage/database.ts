import { Dexie } from 'dexie';
export class CardwrightDatabase extends Dexie {}
