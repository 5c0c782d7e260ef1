import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { answerOf, api, type Problem } from '../../api/client.ts';
import { usePool } from '../../api/session.ts';
import type { ImportAsked } from './job.ts';

/** A file to send, or one that was sent; and how it is to be taken. */
export interface ImportSent {
  readonly file?: { readonly name: string; readonly content: Blob };
  readonly asked: Omit<ImportAsked, 'upload'> & { readonly upload?: string };
}

/** Sends a file where one is given, asks for its import or check, and goes to the job that does it. */
export function useSendImport() {
  const { pool, path } = usePool();
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation<{ job: number }, Problem, ImportSent>({
    async mutationFn({ file, asked }) {
      let upload = asked.upload ?? '';
      if (file !== undefined) {
        const sent = await answerOf(
          api.POST('/api/v1/consortia/{consortium}/uploads', {
            params: { path, query: { name: file.name } },
            headers: { 'content-type': 'application/octet-stream' },
            // The bytes as they are, not as JSON.
            body: file.content as unknown as string,
            bodySerializer: (body: unknown) => body as Blob,
          }),
        );
        upload = sent.upload;
      }
      return answerOf(
        api.POST('/api/v1/consortia/{consortium}/imports', {
          params: { path, header: { 'Idempotency-Key': crypto.randomUUID() } },
          body: { ...asked, upload },
        }),
      );
    },
    onSuccess({ job }) {
      void client.invalidateQueries({ queryKey: ['jobs', pool] });
      void navigate({
        ...{ to: '/pools/$pool/import/$detail', params: { pool, detail: String(job) }, search: {} },
      } as never);
    },
  });
}
