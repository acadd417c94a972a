@echo off
rem Installs for this user only; no administrator is asked.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0pasang.ps1"
pause
