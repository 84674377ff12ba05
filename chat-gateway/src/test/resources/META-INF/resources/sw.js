// Stands for the service worker.
