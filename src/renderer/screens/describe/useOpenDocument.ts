import { useNavigate } from '@tanstack/react-router';

/** Goes to one document of a dossier, or to another part of its description. */
export function useOpenDocument() {
  const navigate = useNavigate();
  return (fileCode: string, document: string | undefined, part: 'document' | 'dossier' | 'done' = 'document') =>
    void navigate({ to: '/describe/$fileCode', params: { fileCode }, search: { document, part } });
}
