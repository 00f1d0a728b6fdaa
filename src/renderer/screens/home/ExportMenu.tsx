import { Download, FileSpreadsheet, FileText } from 'lucide-react';
import { useCommands } from '../../app/commands.ts';
import { saveDownload } from '../../app/download.ts';
import { useCommand } from '../../app/station.tsx';
import { toast } from '../../app/toasts.ts';
import { Button } from '../../components/Button.tsx';
import { Menu } from '../../components/Menu.tsx';
import { useLang, useWords } from '../../i18n/index.tsx';

/** The overview as a file to take along. */
export function ExportMenu() {
  const { t, explain } = useWords();
  const { lang } = useLang();
  const make = useCommand('progress.export', { onDone: saveDownload });
  const run = (format: 'pdf' | 'xlsx') =>
    make.mutate({ format, lang }, { onError: ({ failure }) => toast({ words: explain(failure).what, tone: 'bad' }) });
  const choices = [
    { id: 'home.exportPdf', label: t('home.exportPdf'), icon: FileText, run: () => run('pdf') },
    { id: 'home.exportXlsx', label: t('home.exportXlsx'), icon: FileSpreadsheet, run: () => run('xlsx') },
  ];
  useCommands(choices.map((choice) => ({ ...choice, group: t('home.title') })));
  return (
    <Menu label={t('home.export')} choices={choices}>
      <Button icon={Download} disabled={make.isPending}>
        {t('home.export')}
      </Button>
    </Menu>
  );
}
