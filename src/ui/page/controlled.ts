type Control = HTMLInputElement | HTMLSelectElement;

/**
 * An attachment that keeps a control equal to the state it represents. The browser changes a control as soon as the
 * user does; if that change is then refused, the state is the same as before, and Svelte would not update the control.
 *
 * @param answered counts the changes that were answered, so that the control is updated after each
 * @param state whether it is checked, or its value
 */
export const controlled =
  (answered: () => number, state: () => boolean | string | number) =>
  (control: Control): void => {
    answered();
    const value = state();
    if (typeof value === 'boolean') (control as HTMLInputElement).checked = value;
    else control.value = String(value);
  };
