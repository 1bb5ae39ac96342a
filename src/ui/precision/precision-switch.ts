/** The setting that turns on the rules which make the sizes of more responses known. */
export type PrecisionSwitch = {
  /** Whether this browser supports such rules. */
  isPossible: boolean;
  read(): Promise<boolean>;
  write(on: boolean): Promise<void>;
};
