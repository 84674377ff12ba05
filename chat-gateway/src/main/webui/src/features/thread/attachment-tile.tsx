import { LoaderCircle, TriangleAlert, X } from 'lucide-react';
import { useT } from '@/shared/i18n/i18n';
import type { Attachment } from './use-attachments';

/** One image that goes with the next message. */
export function AttachmentTile({ attachment, onRemove }: { attachment: Attachment; onRemove: () => void }) {
  const { t } = useT();
  const { name, preview, state, problem, heading } = attachment;
  return (
    <li
      data-attachment-state={state}
      className={`relative h-20 ${heading ? 'w-44' : 'w-20'} overflow-hidden rounded-xl border bg-pressed ${state === 'failed' ? 'border-danger' : 'border-line'}`}
      title={problem === null ? name : t('composer.attachmentFailed', { name, reason: problem })}
    >
      {preview !== '' && (
        <img
          src={preview}
          alt={name}
          className={`size-full ${heading ? 'object-contain' : 'object-cover'}`}
        />
      )}
      {state === 'uploading' && (
        <span
          role="status"
          aria-label={t('media.uploading')}
          className="absolute inset-0 grid place-items-center bg-paper/60"
        >
          <LoaderCircle className="size-6 animate-spin text-thread" aria-hidden="true" />
        </span>
      )}
      {state === 'failed' && (
        <span role="alert" className="absolute inset-0 grid place-items-center bg-danger-soft/85 text-danger">
          <TriangleAlert className="size-6" aria-hidden="true" />
          <span className="sr-only">{t('composer.attachmentFailed', { name, reason: problem ?? '' })}</span>
        </span>
      )}
      <button
        type="button"
        aria-label={t('composer.removeAttachment', { name })}
        onClick={onRemove}
        className="absolute top-1 right-1 grid size-6 place-items-center rounded-full bg-black/60 text-white hover:bg-black/80"
      >
        <X className="size-3.5" aria-hidden="true" />
      </button>
    </li>
  );
}
