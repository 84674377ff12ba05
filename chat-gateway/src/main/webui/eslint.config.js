import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/**
 * Imports go shared → live → features → app, and no feature knows another. Across folders an import is written with
 * "@/"; inside a folder it is relative. So both rules are patterns, and a new feature is under them from its first file.
 */
const zone = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const notFrom = (group, message) => ({ group, message });

export default tseslint.config(
  { ignores: ['dist', 'node_modules', 'coverage'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    files: ['src/**/*.tsx'],
    extends: [jsxA11y.flatConfigs.strict],
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Text is text.',
        },
      ],
    },
  },
  zone(
    ['src/shared/**/*.{ts,tsx}'],
    [notFrom(['@/live/**', '@/features/**', '@/app/**'], 'shared knows nothing above it')],
  ),
  zone(['src/live/**/*.{ts,tsx}'], [notFrom(['@/features/**', '@/app/**'], 'live knows only shared')]),
  zone(
    ['src/worker/**/*.ts'],
    [notFrom(['@/live/**', '@/features/**', '@/app/**'], 'the service worker knows only shared')],
  ),
  zone(
    ['src/features/*/*.{ts,tsx}'],
    [
      notFrom(['@/app/**'], 'features do not know the app'),
      notFrom(['@/features/**', '../**'], 'no feature imports another; compose them in app'),
    ],
  ),
  zone(
    ['src/features/*/*/*.{ts,tsx}'],
    [
      notFrom(['@/app/**'], 'features do not know the app'),
      notFrom(['@/features/**', '../../**'], 'no feature imports another; compose them in app'),
    ],
  ),
  {
    files: ['mock/**/*.mjs', '*.config.js'],
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
  },
  prettier,
);
