import { useEffect, useState } from 'react';

/** Whether pages open without network on this device: not asked for, being made ready, ready, or why not. */
export type Ready = 'off' | 'making' | 'ready' | 'insecure' | 'failed';

/** Has the browser keep the page for noting a conversation, once the device is marked as the student's own. Taking the mark away takes it away again (`useOwnDevice`). */
export function useWorker(isOwn: boolean | undefined): Ready {
  const [ready, setReady] = useState<Ready>('off');
  useEffect(() => {
    if (!isOwn) return setReady('off');
    if (!('serviceWorker' in navigator)) return setReady('insecure');
    let isHere = true;
    setReady('making');
    navigator.serviceWorker
      .register('/practice-worker.js', { scope: '/w/practice' })
      .then((registration) => activated(registration))
      .then(
        () => isHere && setReady('ready'),
        () => isHere && setReady('failed'),
      );
    return () => {
      isHere = false;
    };
  }, [isOwn]);
  return ready;
}

/** Resolves when the worker has kept what it is to keep; rejects when it could not. */
function activated({ active, waiting, installing }: ServiceWorkerRegistration): Promise<void> {
  const worker = installing ?? waiting ?? active;
  return new Promise((resolve, reject) => {
    const look = () => {
      if (worker?.state === 'activated') resolve();
      if (!worker || worker.state === 'redundant') reject(new Error('The worker was not taken.'));
    };
    worker?.addEventListener('statechange', look);
    look();
  });
}
