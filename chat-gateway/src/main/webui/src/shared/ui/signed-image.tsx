import { ImageOff } from 'lucide-react';
import { useState } from 'react';

interface SignedImageProps {
  url: string;
  /** Empty where something else names it. */
  alt: string;
  /** The address no longer works: they live shortly. Asked once. */
  onStale: () => void;
}

/** A picture that fills the box around it, or a sign that there is none. */
export function SignedImage({ url, alt, onStale }: SignedImageProps) {
  // A newly signed address of the same picture is no reason to load it again.
  const [shown, setShown] = useState(url);
  const [broken, setBroken] = useState<string | null>(null);
  if (broken !== null && broken !== url && shown !== url) {
    setShown(url);
  }
  return broken === url ? (
    <span className="grid size-full place-items-center text-ink-3">
      <ImageOff className="size-6" aria-hidden="true" />
    </span>
  ) : (
    <img
      src={shown}
      alt={alt}
      loading="lazy"
      decoding="async"
      className="absolute inset-0 size-full object-cover"
      onError={() => {
        if (broken === null) {
          onStale();
        }
        setBroken(shown);
      }}
    />
  );
}
