/** The user's choice of the rules that make more sizes visible. */
export type PrecisionSwitch = {
  /** Whether this browser knows such rules. */
  isPossible: boolean;
  read(): Promise<boolean>;
  write(on: boolean): Promise<void>;
};
