type Control = HTMLInputElement | HTMLSelectElement;

/**
 * Lets a control show what is true. One that is pressed shows by itself what was asked for, and where that is refused
 * nothing has changed that would draw it anew.
 *
 * @param answered counts what was asked for and answered
 * @param truth whether it is on, or its value
 */
export const showsTruth =
  (answered: () => number, truth: () => boolean | string | number) =>
  (control: Control): void => {
    answered();
    const value = truth();
    if (typeof value === 'boolean') (control as HTMLInputElement).checked = value;
    else control.value = String(value);
  };
