/** The person's desk: screens, theme, menu, message boxes. Nothing is drawn; what was said goes to stderr for the test to read. */
export const nativeTheme = { shouldUseDarkColors: false };

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1366, height: 728 } }],
};

export const dialog = {
  showErrorBox: (title: string, content: string) => void process.stderr.write(`[${title}] ${content}\n`),
};

interface Item {
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly submenu?: readonly Item[];
}

export const Menu = {
  buildFromTemplate(template: readonly Item[]): readonly Item[] {
    for (const item of template) {
      if (item.type !== 'separator' && item.label === undefined)
        throw new Error(`menu item without words: ${JSON.stringify(item)}`);
      if (item.submenu !== undefined) this.buildFromTemplate(item.submenu);
    }
    return template;
  },
  setApplicationMenu: (_menu: readonly Item[] | null) => undefined,
};
